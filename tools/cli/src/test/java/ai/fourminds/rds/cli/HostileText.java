package ai.fourminds.rds.cli;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Strings of what CSV, SQL and terminals give a meaning to. Stateless and thread-safe. */
final class HostileText {
    private static final List<String> PIECES = List.of(
            ",",
            "\"",
            "\"\"",
            "\n",
            "\r",
            "\r\n",
            "\\",
            "\\.",
            "\\N",
            "#",
            " ",
            "\t",
            "'",
            "''",
            "%s",
            "%",
            "{}",
            ":x",
            "?",
            "$1",
            "$$",
            ";",
            "--",
            "/*",
            "=1+1",
            "@",
            "+",
            "-",
            "NULL",
            "null",
            "NaN",
            "é",
            "日本",
            "📦",
            "👩‍👩‍👧",
            "\u00a0",
            "\u2028",
            "\u3000",
            "\ufeff",
            "\u0001",
            "\u007f",
            "\u0085",
            "a",
            "0",
            "[",
            "]",
            "{\"a\": 1}",
            "\uffff");

    private HostileText() {}

    /** The same ones at each call; the empty one is among them. */
    static List<String> strings(int count) {
        Random random = new Random(20_261_123L);
        return Stream.concat(
                        Stream.of(""),
                        Stream.concat(PIECES.stream(), mixed(random).limit(count)))
                .limit(count)
                .toList();
    }

    private static Stream<String> mixed(Random random) {
        return Stream.generate(() -> IntStream.range(0, 1 + random.nextInt(8))
                .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining()));
    }
}
