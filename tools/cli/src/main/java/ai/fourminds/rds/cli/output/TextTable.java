package ai.fourminds.rds.cli.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An aligned table for people; a cell never breaks its line. Immutable.
 *
 * @param columns from left to right
 */
record TextTable<T>(List<TextTable.Column<T>> columns) {
    private static final String GAP = "  ";

    /** One column. */
    record Column<T>(String title, boolean flushRight, Function<T, String> text, Function<T, Style> style) {}

    void print(List<T> rows, Console console) throws IOException {
        List<List<String>> cells = rows.stream().map(this::cells).toList();
        int[] widths = widths(cells);
        boolean colours = console.capabilities().outColours();
        List<String> titles = columns.stream().map(Column::title).toList();
        console.data().write(Style.BOLD.paint(line(titles, widths, column -> Style.PLAIN, false), colours) + "\n");
        for (int at = 0; at < cells.size(); at++) {
            T row = rows.get(at);
            console.data()
                    .write(line(cells.get(at), widths, column -> column.style().apply(row), colours) + "\n");
        }
    }

    private List<String> cells(T row) {
        return columns.stream()
                .map(column -> Text.harmless(column.text().apply(row)))
                .toList();
    }

    private int[] widths(List<List<String>> cells) {
        int[] widths = new int[columns.size()];
        for (int at = 0; at < widths.length; at++) {
            widths[at] = Text.width(columns.get(at).title());
            for (List<String> row : cells) {
                widths[at] = Math.max(widths[at], Text.width(row.get(at)));
            }
        }
        return widths;
    }

    private String line(List<String> cells, int[] widths, Function<Column<T>, Style> style, boolean colours) {
        List<String> padded = new ArrayList<>(cells.size());
        for (int at = 0; at < cells.size(); at++) {
            Column<T> column = columns.get(at);
            String cell = cells.get(at);
            String space = " ".repeat(widths[at] - Text.width(cell));
            String painted = style.apply(column).paint(cell, colours);
            boolean last = at == cells.size() - 1;
            padded.add(column.flushRight() ? space + painted : painted + (last ? "" : space));
        }
        return String.join(GAP, padded);
    }
}
