package ai.fourminds.rds.cli.output.text;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes CSV rows in the format of exports: null is empty, the empty string is {@code ""}. Stateless. */
public final class Csv {
    private Csv() {}

    public static void row(Writer out, List<? extends @Nullable Object> cells) throws IOException {
        row(out, cells, "");
    }

    /** Writes one row with its line feed; null is {@code nullText}, and a value equal to it is quoted. */
    public static void row(Writer out, List<? extends @Nullable Object> cells, String nullText) throws IOException {
        // A single empty cell would be a blank line, which readers skip.
        String nothing = nullText.isEmpty() && cells.size() == 1 ? "\"\"" : nullText;
        for (int at = 0; at < cells.size(); at++) {
            Object value = cells.get(at);
            String text = String.valueOf(value);
            out.write(at == 0 ? "" : ",");
            out.write(
                    value == null
                            ? nothing
                            : bare(text) && !text.equals(nullText) ? text : "\"" + text.replace("\"", "\"\"") + "\"");
        }
        out.write("\n");
    }

    private static boolean bare(String text) {
        return !text.isEmpty()
                && !text.equals("\\.")
                && text.charAt(0) != '#'
                && !isSpace(text.charAt(0))
                && !isSpace(text.charAt(text.length() - 1))
                && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    }

    private static boolean isSpace(char c) {
        boolean beyondAscii = Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
        return c <= ' ' || (c > 127 && beyondAscii) || c == '\uFEFF';
    }
}
