package ai.fourminds.rds.cli.output.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.utils.WCWidth;

/** Prepares text for terminals: measures and wraps it, and removes control characters. Stateless. */
public final class Text {
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_VARIATION = 0xFE0F;
    // A mark of no width. Terminals that reorder text do so separately on each side of it (UAX 9).
    private static final String LEFT_TO_RIGHT = "\u200E";

    private Text() {}

    /** Returns the number of terminal cells that the text takes. */
    public static int width(String text) {
        int width = 0;
        int before = 0;
        for (int point : text.codePoints().toArray()) {
            width += before == ZERO_WIDTH_JOINER ? 0 : width(point);
            before = point;
        }
        return width;
    }

    /** Returns the text in one line, without characters that move the cursor or change the writing direction. */
    public static String sanitized(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(shown, point));
        return shown.toString();
    }

    /**
     * Returns {@link #sanitized} text of equal width on every terminal: splits emoji that only some terminals combine,
     * and isolates right-to-left text from its neighbours.
     */
    public static String stable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        boolean rightToLeft = false;
        for (int point : sanitized(text).codePoints().toArray()) {
            if (point != ZERO_WIDTH_JOINER && point != EMOJI_VARIATION) {
                shown.appendCodePoint(point);
                rightToLeft |= isRightToLeft(point);
            }
        }
        return rightToLeft ? LEFT_TO_RIGHT + shown + LEFT_TO_RIGHT : shown.toString();
    }

    /** Returns {@link #sanitized} text that keeps its line feeds. */
    public static String harmlessLines(String text) {
        return String.join("\n", text.lines().map(Text::sanitized).toList());
    }

    /** Returns the text in at most {@code cells} cells, with an ellipsis if it was cut. */
    public static String fit(String text, int cells) {
        return width(text) <= cells ? text : text.substring(0, fitting(text, cells - 1)) + '…';
    }

    /** Returns sentences as lines of {@link #stable} text, wrapped between words if possible. */
    public static List<String> wrapped(String text, int cells) {
        return harmlessLines(text)
                .lines()
                .flatMap(line -> wrappedLine(stable(line), cells).stream())
                .toList();
    }

    private static List<String> wrappedLine(String text, int cells) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > cells) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            while (width(line.toString()) > cells) {
                lines.add(takeHead(line, cells));
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** Removes and returns the part that fits, one character at least. */
    private static String takeHead(StringBuilder line, int cells) {
        int end = Math.max(line.offsetByCodePoints(0, 1), fitting(line.toString(), cells));
        String head = line.substring(0, end);
        line.delete(0, end);
        return head;
    }

    /** Returns the length of the part that fits. */
    private static int fitting(String text, int cells) {
        int end = 0;
        for (int free = cells; end < text.length(); end = text.offsetByCodePoints(end, 1)) {
            free -= width(text.codePointAt(end));
            if (free < 0) {
                break;
            }
        }
        return end;
    }

    private static void append(StringBuilder shown, int point) {
        switch (point) {
            case '\n' -> shown.append("\\n");
            case '\r' -> shown.append("\\r");
            case '\t' -> shown.append("\\t");
            default -> {
                if (Character.isISOControl(point) || turnsDirection(point)) {
                    shown.append(String.format(Locale.ROOT, "\\u%04X", point));
                } else {
                    shown.appendCodePoint(point);
                }
            }
        }
    }

    /** Whether it is a line or paragraph separator, or a bidirectional override or isolate. */
    private static boolean turnsDirection(int point) {
        return (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    }

    private static boolean isRightToLeft(int point) {
        return switch (Character.getDirectionality(point)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER -> true;
            default -> false;
        };
    }

    private static int width(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> 0;
            // Below the first wide character, as most text is.
            default -> point < 0x1100 ? 1 : Math.max(1, WCWidth.wcwidth(point));
        };
    }
}
