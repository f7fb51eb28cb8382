package ai.fourminds.rds.cli.output.text;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV rows as the exports write them: null is nothing, the empty string is {@code ""}. Stateless. */
public final class Csv {
    private Csv() {}

    /** One row with its line feed. */
    public static void row(Writer out, List<? extends @Nullable Object> cells) throws IOException {
        for (int at = 0; at < cells.size(); at++) {
            out.write(at == 0 ? "" : ",");
            out.write(cell(cells.get(at), cells.size() == 1));
        }
        out.write("\n");
    }

    /** Alone in its row, null would be a blank line, which readers skip. */
    private static String cell(@Nullable Object value, boolean alone) {
        if (value == null) {
            return alone ? "\"\"" : "";
        }
        String text = value.toString();
        return bare(text) ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private static boolean bare(String text) {
        return !text.isEmpty()
                && !text.equals("\\.")
                && text.charAt(0) != '#'
                && !Character.isWhitespace(text.charAt(0))
                && !Character.isWhitespace(text.charAt(text.length() - 1))
                && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    }
}
