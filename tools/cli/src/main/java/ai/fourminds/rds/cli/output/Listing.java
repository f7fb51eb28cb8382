package ai.fourminds.rds.cli.output;

import ai.fourminds.rds.cli.output.text.Column;
import ai.fourminds.rds.cli.output.text.Csv;
import ai.fourminds.rds.cli.output.text.Layout;
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
 * How rows of one kind are listed: the fields programs read, and the columns people see. Immutable.
 *
 * @param <T> a row
 */
public final class Listing<T> {
    private final List<Field<T>> fields;
    private final List<Column<T>> columns;

    /** What programs read of a row: a string, a whole number, a truth value or null. */
    @FunctionalInterface
    public interface Reading<T> {
        /** The value. */
        @Nullable
        Object of(T row);
    }

    private record Field<T>(String name, Reading<T> reading) {}

    private Listing(List<Field<T>> fields, List<Column<T>> columns) {
        this.fields = List.copyOf(fields);
        this.columns = List.copyOf(columns);
    }

    /** A listing without fields. */
    public static <T> Listing<T> empty() {
        return new Listing<>(List.of(), List.of());
    }

    /** With one more field for programs. */
    public Listing<T> field(String name, Reading<T> reading) {
        List<Field<T>> more = new ArrayList<>(fields);
        more.add(new Field<>(name, reading));
        return new Listing<>(more, columns);
    }

    /** With one more column for people, flush left. */
    public Listing<T> column(String title, Function<T, String> text) {
        return column(title, text, row -> Style.PLAIN);
    }

    /** With one more column for people, flush left and in a style that depends on the row. */
    public Listing<T> column(String title, Function<T, String> text, Function<T, Style> style) {
        return with(new Column<>(title, false, false, text, style));
    }

    /** With one more column of figures for people, flush right. */
    public Listing<T> figure(String title, Function<T, String> text) {
        return with(new Column<>(title, true, false, text, row -> Style.PLAIN));
    }

    /** With a last column for people of sentences, which on a narrow terminal go on in lines below. */
    public Listing<T> prose(String title, Function<T, String> text) {
        return with(new Column<>(title, false, true, text, row -> Style.PLAIN));
    }

    /** Writes the rows in the format asked for. */
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

    /** Writes one row: an object in JSON. */
    public void printOne(T row, Format format, Console console) throws IOException {
        if (format == Format.JSON) {
            Json.print(object(row), console);
        } else {
            print(List.of(row), format, console);
        }
    }

    /** Writes the rows; in JSON as the one member of an object. */
    public void printMember(String name, List<T> rows, Format format, Console console) throws IOException {
        if (format == Format.JSON) {
            Json.print(Map.of(name, rows.stream().map(this::object).toList()), console);
        } else {
            print(rows, format, console);
        }
    }

    /** For a terminal: the columns as wide as these rows need them. */
    public Layout<T> layout(List<T> rows) {
        return Layout.natural(columns, rows, Text::settled);
    }

    private void printTable(List<T> rows, Console console) throws IOException {
        OptionalInt cells = console.outCells();
        Layout<T> layout = cells.isPresent()
                ? layout(rows).within(cells.getAsInt())
                : Layout.natural(columns, rows, Text::harmless);
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
