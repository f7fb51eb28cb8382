package ai.fourminds.rds.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A name, percent-encoded (RFC 3986 style, over UTF-8) where some file system would refuse or change it. Immutable.
 *
 * @param name the exact name
 * @param characters the characters that are not encoded
 */
record SafeName(String name, FileNames.Characters characters) {
    private static final String UNSAFE = "/\\:*?\"<>|%";
    private static final String PLAIN_TO_HADOOP = "._-+=,@~ ";
    private static final Set<String> RESERVED = Set.of("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$");
    private static final String NUMBERED_PORT = "(COM|LPT)[0-9\u00B9\u00B2\u00B3]";
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    /** Returns one part per character: the character or its whole escape. */
    List<String> parts() {
        int[] points = name.codePoints().toArray();
        int trailing = startOfTrailing(points);
        List<String> parts = new ArrayList<>(points.length);
        for (int at = 0; at < points.length; at++) {
            boolean edge = at >= trailing || (at == 0 && (leading(points[at]) || reserved()));
            boolean unsafe = edge || unsafe(points[at]) || special(points[at], at == 0 || at == points.length - 1);
            parts.add(unsafe ? escape(points[at]) : Character.toString(points[at]));
        }
        return parts;
    }

    /** Returns the index of the trailing dots and spaces, which Windows removes. */
    private static int startOfTrailing(int[] points) {
        int end = points.length;
        while (end > 0 && (points[end - 1] == '.' || points[end - 1] == ' ')) {
            end--;
        }
        return end;
    }

    /** A leading dot hides the file, a hyphen makes it an option, a tilde a home folder. */
    private static boolean leading(int point) {
        return point == '.' || point == '-' || point == ' ' || point == '~';
    }

    /** Windows reserves device names, with any text after the first dot. */
    private boolean reserved() {
        int dot = name.indexOf('.');
        String stem = (dot < 0 ? name : name.substring(0, dot)).stripTrailing().toUpperCase(Locale.ROOT);
        return RESERVED.contains(stem) || stem.matches(NUMBERED_PORT);
    }

    /** Hadoop's patterns use braces, and its readers skip names that begin with an underscore. */
    private boolean special(int point, boolean edge) {
        return characters == FileNames.Characters.HADOOP
                && !Character.isLetterOrDigit(point)
                && (edge || PLAIN_TO_HADOOP.indexOf(point) < 0);
    }

    private boolean unsafe(int point) {
        return UNSAFE.indexOf(point) >= 0
                || Character.isISOControl(point)
                || point == LINE_SEPARATOR
                || point == PARAGRAPH_SEPARATOR
                || Character.getType(point) == Character.SURROGATE
                || (characters != FileNames.Characters.ALL && point > 0x7E);
    }

    private static String escape(int point) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            escaped.append('%').append(String.format(Locale.ROOT, "%02X", b));
        }
        return escaped.toString();
    }
}
