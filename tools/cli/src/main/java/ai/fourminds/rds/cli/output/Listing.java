package ai.fourminds.rds.cli.output;

import ai.fourminds.rds.cli.output.text.Csv;
import ai.fourminds.rds.cli.output.text.Layout;
import ai.fourminds.rds.cli.output.text.Layout.Column;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.output.text.Text;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Defines how rows of one type are printed: fields for programs, columns for people. Immutable.
 *
 * @param <T> the type of a row
 */
public final class Listing<T> {
    private final List<Field<T>> fields;
    private final List<Column<T>> columns;

    /** Reads a field of a row: a string, a whole number, a boolean or null. */
    @FunctionalInterface
    public interface Reading<T> {
        @Nullable
        Object of(T row);
    }

    private record Field<T>(String name, Reading<T> reading) {}

    private Listing(List<Field<T>> fields, List<Column<T>> columns) {
        this.fields = List.copyOf(fields);
        this.columns = List.copyOf(columns);
    }

    public static <T> Listing<T> empty() {
        return new Listing<>(List.of(), List.of());
    }

    /** Adds a field for programs. */
    public Listing<T> field(String name, Reading<T> reading) {
        List<Field<T>> more = new ArrayList<>(fields);
        more.add(new Field<>(name, reading));
        return new Listing<>(more, columns);
    }

    /** Adds a left-aligned column for people. */
    public Listing<T> column(String title, Function<T, String> text) {
        return column(title, text, row -> Style.PLAIN);
    }

    /** Adds a left-aligned column for people, with a style per row. */
    public Listing<T> column(String title, Function<T, String> text, Function<T, Style> style) {
        return with(new Column<>(title, false, false, text, style));
    }

    /** Adds a right-aligned column of numbers for people. */
    public Listing<T> figure(String title, Function<T, String> text) {
        return with(new Column<>(title, true, false, text, row -> Style.PLAIN));
    }

    /** Adds a last column of sentences for people, which wrap on a narrow terminal. */
    public Listing<T> prose(String title, Function<T, String> text) {
        return with(new Column<>(title, false, true, text, row -> Style.PLAIN));
    }

    public void print(List<T> rows, Format format, Console console) throws IOException {
        switch (format) {
            case TABLE -> printTable(rows, console);
            case JSON -> Json.print(rows.stream().map(this::object).toList(), console);
            case JSONL -> {
                for (T row : rows) {
                    Json.line(object(row), console);
                }
            }
            case CSV -> printCsv(rows, console.data());
        }
        console.flush();
    }

    /** Prints one row, in JSON as an object. */
    public void printOne(T row, Format format, Console console) throws IOException {
        if (format == Format.JSON) {
            Json.print(object(row), console);
        } else {
            print(List.of(row), format, console);
        }
    }

    /** Prints the rows, in JSON as the only member of an object. */
    public void printMember(String name, List<T> rows, Format format, Console console) throws IOException {
        if (format == Format.JSON) {
            Json.print(Map.of(name, rows.stream().map(this::object).toList()), console);
        } else {
            print(rows, format, console);
        }
    }

    /** Returns the columns, as wide as these rows need, for a terminal. */
    public Layout<T> layout(List<T> rows) {
        return Layout.natural(columns, rows, Text::stable);
    }

    private void printTable(List<T> rows, Console console) throws IOException {
        OptionalInt cells = console.outCells();
        Layout<T> layout = cells.isPresent()
                ? layout(rows).within(cells.getAsInt())
                : Layout.natural(columns, rows, Text::sanitized);
        boolean colours = console.capabilities().outColours();
        console.data().write(layout.titles(colours) + "\n");
        for (T row : rows) {
            for (String line : layout.lines(row, colours)) {
                console.data().write(line + "\n");
            }
        }
    }

    private Listing<T> with(Column<T> column) {
        List<Column<T>> more = new ArrayList<>(columns);
        more.add(column);
        return new Listing<>(fields, more);
    }

    private Map<String, @Nullable Object> object(T row) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        fields.forEach(field -> object.put(field.name(), field.reading().of(row)));
        return object;
    }

    private void printCsv(List<T> rows, Writer out) throws IOException {
        Csv.row(out, fields.stream().map(Field::name).toList());
        for (T row : rows) {
            List<@Nullable Object> cells = new ArrayList<>(fields.size());
            for (Field<T> field : fields) {
                cells.add(field.reading().of(row));
            }
            Csv.row(out, cells);
        }
    }
}
