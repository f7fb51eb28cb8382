package ai.fourminds.rds.cli.output.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Quotes words for a POSIX shell (POSIX.1-2017, Shell Command Language, 2.2). Writes control characters as octal
 * escapes of {@code printf}, so that displaying the command is harmless. Stateless.
 */
public final class ShellWords {
    private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

    private ShellWords() {}

    public static String line(List<String> words) {
        return words.stream().map(ShellWords::word).collect(Collectors.joining(" "));
    }

    private static String word(String word) {
        if (word.matches(PLAIN)) {
            return word;
        }
        if (word.codePoints().noneMatch(ShellWords::needsEscape)) {
            return quoted(word);
        }
        // A command substitution drops trailing line feeds, so they stay outside it, quoted.
        int end = word.length();
        while (end > 0 && word.charAt(end - 1) == '\n') {
            end--;
        }
        String tail = word.substring(end);
        return printed(word.substring(0, end)) + (tail.isEmpty() ? "" : quoted(tail));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String printed(String text) {
        if (text.isEmpty()) {
            return "";
        }
        StringBuilder format = new StringBuilder("\"$(printf -- '");
        text.codePoints().forEach(point -> append(format, point));
        return format.append("')\"").toString();
    }

    private static void append(StringBuilder format, int point) {
        String character = Character.toString(point);
        if (point == '%') {
            format.append("%%");
        } else if (needsEscape(point) || point == '\'' || point == '\\') {
            for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
                format.append(String.format(Locale.ROOT, "\\%03o", octet & 0xFF));
            }
        } else {
            format.append(character);
        }
    }

    /** Whether it is a control character, or changes the writing direction or breaks the line. */
    private static boolean needsEscape(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || (type == Character.FORMAT && point != 0x200D);
    }
}
