package ai.fourminds.rds.cli.output.text;

import java.util.Locale;
import org.jline.utils.WCWidth;

/** Prepares text for terminals: measures it, and removes control characters. Stateless. */
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
    public static String settled(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        boolean turned = false;
        for (int point : sanitized(text).codePoints().toArray()) {
            if (point != ZERO_WIDTH_JOINER && point != EMOJI_VARIATION) {
                shown.appendCodePoint(point);
                turned |= fromRightToLeft(point);
            }
        }
        return turned ? LEFT_TO_RIGHT + shown + LEFT_TO_RIGHT : shown.toString();
    }

    /** Returns {@link #sanitized} text that keeps its line feeds. */
    public static String harmlessLines(String text) {
        return String.join("\n", text.lines().map(Text::sanitized).toList());
    }

    /** Returns the text in at most {@code cells} cells, with an ellipsis if it was cut. */
    public static String fit(String text, int cells) {
        if (width(text) <= cells) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int room = cells - 1;
        for (int point : text.codePoints().toArray()) {
            room -= width(point);
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(point);
        }
        return kept.append('…').toString();
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

    private static boolean fromRightToLeft(int point) {
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
