package ai.fourminds.rds.plugins.common.csv;

import java.nio.charset.StandardCharsets;

/**
 * Decides when a cell must be quoted, and when a spreadsheet would take it for a formula. Works on UTF-8 bytes, so that
 * rows need not be decoded. Stateless and thread-safe.
 */
public final class CsvCells {

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private CsvCells() {}

    /** Returns whether a non-empty cell must be quoted. */
    public static boolean mustQuote(byte[] bytes, int from, int to) {
        return SpecialBytes.next(bytes, from, to) < to || needsQuotes(bytes, from, to);
    }

    /**
     * Returns whether a cell without comma, quote and line break must still be quoted: white space or control
     * characters at either end, {@code #} at the start, or exactly {@code \.}.
     */
    public static boolean needsQuotes(byte[] bytes, int from, int to) {
        if (from == to) {
            return false;
        }
        int first = bytes[from];
        int last = bytes[to - 1];
        if (first == '#' || isAsciiSpace(first) || isAsciiSpace(last)) {
            return true;
        }
        if (first < 0 && startsWithSpace(bytes, from, to)) {
            return true;
        }
        if (last < 0 && endsWithSpace(bytes, from, to)) {
            return true;
        }
        return to - from == 2 && first == '\\' && last == '.';
    }

    /** Returns whether a spreadsheet would take the cell for a formula; plain numbers are none. */
    public static boolean looksLikeFormula(byte[] bytes, int from, int to) {
        if (from == to) {
            return false;
        }
        return switch (bytes[from]) {
            case '=', '@', '\t', '\r' -> true;
            case '+', '-' -> !isPlainNumber(bytes, from + 1, to);
            default -> false;
        };
    }

    /** Returns a whole cell for a text, quoted if the CSV rules or {@code guardFormulas} require it. */
    public static String cell(String text, boolean guardFormulas) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean guarded = guardFormulas && looksLikeFormula(bytes, 0, bytes.length);
        String content = guarded ? "'" + text : text;
        if (text.isEmpty() || mustQuote(bytes, 0, bytes.length)) {
            return '"' + content.replace("\"", "\"\"") + '"';
        }
        return content;
    }

    /** Returns whether digits with at most one point and one exponent follow the sign. */
    private static boolean isPlainNumber(byte[] bytes, int from, int to) {
        int i = digits(bytes, from, to);
        int count = i - from;
        if (i < to && bytes[i] == '.') {
            int fraction = digits(bytes, i + 1, to);
            count += fraction - i - 1;
            i = fraction;
        }
        if (count == 0) {
            return false;
        }
        if (i < to && (bytes[i] == 'e' || bytes[i] == 'E')) {
            int start = i + 1 < to && (bytes[i + 1] == '+' || bytes[i + 1] == '-') ? i + 2 : i + 1;
            i = digits(bytes, start, to);
            return i == to && i > start;
        }
        return i == to;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            i++;
        }
        return i;
    }

    private static boolean isAsciiSpace(int b) {
        return b >= 0 && b <= ' ';
    }

    private static boolean startsWithSpace(byte[] bytes, int from, int to) {
        return isSpaceAt(bytes, from, Math.min(to, from + 2)) || isSpaceAt(bytes, from, Math.min(to, from + 3));
    }

    private static boolean endsWithSpace(byte[] bytes, int from, int to) {
        return isSpaceAt(bytes, Math.max(from, to - 2), to) || isSpaceAt(bytes, Math.max(from, to - 3), to);
    }

    /**
     * Returns whether the two or three bytes are exactly one white space character; beyond ASCII, white space has no
     * other length.
     */
    private static boolean isSpaceAt(byte[] bytes, int from, int to) {
        if (to - from == 2 && (bytes[from] & 0xE0) == 0xC0) {
            return isSpace(((bytes[from] & 0x1F) << 6) | (bytes[from + 1] & 0x3F));
        }
        return to - from == 3
                && (bytes[from] & 0xF0) == 0xE0
                && isSpace(((bytes[from] & 0x0F) << 12) | ((bytes[from + 1] & 0x3F) << 6) | (bytes[from + 2] & 0x3F));
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || Character.isISOControl(codePoint)
                || codePoint == BYTE_ORDER_MARK;
    }
}
