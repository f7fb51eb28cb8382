package ai.fourminds.rds.cli.output;

import java.util.Locale;

/** Text as a terminal shows it: how wide it is, and nothing in it that the terminal would obey. Stateless. */
public final class Text {
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_VARIATION = 0xFE0F;
    // Takes no room; what terminals that reorder have before and after it, they reorder apart (UAX 9).
    private static final String LEFT_TO_RIGHT = "\u200E";
    // First and last code point of the blocks that terminals draw two cells wide (Unicode East Asian Width W and F).
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x231A, 0x231B},
        {0x23E9, 0x23EC},
        {0x25FD, 0x25FE},
        {0x2614, 0x2615},
        {0x2648, 0x2653},
        {0x26A1, 0x26A1},
        {0x26BD, 0x26BE},
        {0x26C4, 0x26C5},
        {0x26D4, 0x26D4},
        {0x26EA, 0x26EA},
        {0x26F2, 0x26F5},
        {0x26FA, 0x26FD},
        {0x2705, 0x2705},
        {0x270A, 0x270B},
        {0x2728, 0x2728},
        {0x274C, 0x274C},
        {0x2753, 0x2757},
        {0x2795, 0x2797},
        {0x27B0, 0x27B0},
        {0x2B1B, 0x2B1C},
        {0x2B50, 0x2B55},
        {0x2E80, 0x303E},
        {0x3041, 0x33FF},
        {0x3400, 0x4DBF},
        {0x4E00, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x18AFF},
        {0x1AFF0, 0x1B2FF},
        {0x1F004, 0x1F004},
        {0x1F0CF, 0x1F0CF},
        {0x1F18E, 0x1F18E},
        {0x1F191, 0x1F19A},
        {0x1F200, 0x1F320},
        {0x1F32D, 0x1F335},
        {0x1F337, 0x1F37C},
        {0x1F37E, 0x1F393},
        {0x1F3A0, 0x1F3CA},
        {0x1F3CF, 0x1F3D3},
        {0x1F3E0, 0x1F3F0},
        {0x1F3F4, 0x1F3F4},
        {0x1F3F8, 0x1F43E},
        {0x1F440, 0x1F440},
        {0x1F442, 0x1F4FC},
        {0x1F4FF, 0x1F53D},
        {0x1F54B, 0x1F567},
        {0x1F57A, 0x1F57A},
        {0x1F595, 0x1F596},
        {0x1F5A4, 0x1F5A4},
        {0x1F5FB, 0x1F64F},
        {0x1F680, 0x1F6C5},
        {0x1F6CC, 0x1F6CC},
        {0x1F6D0, 0x1F6D7},
        {0x1F6DC, 0x1F6DF},
        {0x1F6EB, 0x1F6FC},
        {0x1F7E0, 0x1F7F0},
        {0x1F900, 0x1F9FF},
        {0x1FA70, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    private Text() {}

    /** How many cells of a terminal the text takes. */
    public static int width(String text) {
        int width = 0;
        int before = 0;
        for (int point : text.codePoints().toArray()) {
            width += before == ZERO_WIDTH_JOINER ? 0 : width(point);
            before = point;
        }
        return width;
    }

    /** The text without anything that moves a cursor or turns the direction of writing; in one line. */
    public static String harmless(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(shown, point));
        return shown.toString();
    }

    /**
     * As {@link #harmless}, and of the same width on every terminal: emoji that only some would draw as one stand apart,
     * and text written from right to left does not carry its neighbours along.
     */
    public static String settled(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        boolean turned = false;
        for (int point : harmless(text).codePoints().toArray()) {
            if (point != ZERO_WIDTH_JOINER && point != EMOJI_VARIATION) {
                shown.appendCodePoint(point);
                turned |= fromRightToLeft(point);
            }
        }
        return turned ? LEFT_TO_RIGHT + shown + LEFT_TO_RIGHT : shown.toString();
    }

    /** As {@link #harmless}, but line feeds stay. */
    public static String harmlessLines(String text) {
        return String.join("\n", text.lines().map(Text::harmless).toList());
    }

    /** The text in at most {@code cells} cells, with an ellipsis where it was cut. */
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

    /** Line and paragraph separators, and the bidirectional overrides and isolates. */
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
            default -> wide(point) ? 2 : 1;
        };
    }

    private static boolean wide(int point) {
        int low = 0;
        int high = WIDE.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (point > WIDE[middle][1]) {
                low = middle + 1;
            } else if (point < WIDE[middle][0]) {
                high = middle - 1;
            } else {
                return true;
            }
        }
        return false;
    }
}
