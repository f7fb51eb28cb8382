package ai.fourminds.rds.cli.output.text;

import java.util.ArrayList;
import java.util.List;

/** Wraps sentences to a width in cells, between words if possible. Stateless. */
public final class Wrapped {
    private Wrapped() {}

    /** Returns the lines, as {@link Text#settled} text. */
    public static List<String> lines(String text, int cells) {
        return Text.harmlessLines(text)
                .lines()
                .flatMap(line -> paragraph(Text.settled(line), cells).stream())
                .toList();
    }

    private static List<String> paragraph(String text, int cells) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && Text.width(line.toString()) + 1 + Text.width(word) > cells) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            while (Text.width(line.toString()) > cells) {
                lines.add(head(line, cells));
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** Removes and returns the part that fits. */
    private static String head(StringBuilder line, int cells) {
        int end = line.offsetByCodePoints(0, 1);
        while (end < line.length() && Text.width(line.substring(0, line.offsetByCodePoints(end, 1))) <= cells) {
            end = line.offsetByCodePoints(end, 1);
        }
        String head = line.substring(0, end);
        line.delete(0, end);
        return head;
    }
}
