package ai.fourminds.rds.benchmarks.measure;

import java.util.List;
import java.util.stream.Stream;

/**
 * The arguments after a benchmark's name: an optional engine, then numbers, which may be omitted from the right.
 * Immutable.
 */
public record Arguments(List<String> words) {

    public Arguments {
        boolean numbersAlone =
                !words.isEmpty() && Character.isDigit(words.get(0).charAt(0));
        words = numbersAlone ? Stream.concat(Stream.of("all"), words.stream()).toList() : List.copyOf(words);
    }

    public List<Engine> engines() {
        return Engine.named(words.isEmpty() ? "all" : words.get(0));
    }

    public int number(int index, int otherwise) {
        return index < words.size() ? Integer.parseInt(words.get(index)) : otherwise;
    }
}
