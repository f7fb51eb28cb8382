package com.example.h2;

import ai.fourminds.rds.plugin.export.CsvOptions;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes lines of CSV; every value is quoted, NULL never is. For one thread. */
record CsvLine(Writer out, CsvOptions options) {
    void header(List<String> names) throws IOException {
        String separator = "";
        for (String name : names) {
            out.append(separator).append(quoted(name));
            separator = ",";
        }
        out.append('\n');
    }

    void row(List<@Nullable String> cells) throws IOException {
        String separator = "";
        for (String cell : cells) {
            out.append(separator).append(cell == null ? nullText(cells.size()) : quoted(guarded(cell)));
            separator = ",";
        }
        out.append('\n');
    }

    /** Readers skip blank lines, and a row must not vanish. */
    private String nullText(int columns) {
        return columns == 1 && options.nullText().isEmpty() ? "\"\"" : options.nullText();
    }

    private String guarded(String cell) {
        return options.guardFormulas() && cell.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + cell : cell;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
