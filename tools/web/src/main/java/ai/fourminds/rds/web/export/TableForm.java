package ai.fourminds.rds.web.export;

import ai.fourminds.rds.cli.catalogue.TableArguments;
import ai.fourminds.rds.cli.catalogue.TableSelection;
import ai.fourminds.rds.cli.failure.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The form of step 4: tables and views that are ticked, and of some of them columns, a condition and a sample. Immutable.
 *
 * @param values what the form says under a name
 */
public record TableForm(Function<String, List<String>> values) {
    /** More would make the page too long to read. */
    private static final int FEW = 50;

    /**
     * What has been chosen of one table.
     *
     * @param table its qualified name
     * @param listed how many columns could be ticked; 0 where none were shown
     * @param columns those that are ticked
     * @param where a condition, or empty
     * @param sample a number of rows, or empty
     */
    public record Part(String table, int listed, List<String> columns, String where, String sample) {
        /** Copies the list. */
        public Part {
            columns = List.copyOf(columns);
        }

        /** Whether the column is wanted: all are, unless the user chose. */
        public boolean ticks(String column) {
            return listed == 0 || columns.contains(column);
        }
    }

    /** The ticked tables and views. */
    private List<String> ticked() throws CommandFailure {
        List<String> ticked = Stream.of("table", "view")
                .flatMap(name -> values.apply(name).stream())
                .toList();
        if (ticked.isEmpty()) {
            throw fault("No table is ticked.", "Tick the tables to export.");
        }
        return ticked;
    }

    /** The same, as long as they are few enough to be looked at one by one. */
    public List<String> few() throws CommandFailure {
        List<String> ticked = ticked();
        if (ticked.size() > FEW) {
            throw fault(
                    "More than " + FEW + " tables are ticked.",
                    "Tick fewer while you choose, or say it of all tables in the fields above.");
        }
        return ticked;
    }

    /** What was chosen of a table before; nothing, where it was not shown. */
    public Part part(String table) {
        return parts().stream()
                .filter(part -> part.table().equals(table))
                .findFirst()
                .orElse(new Part(table, 0, List.of(), "", ""));
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (String table : values.apply("part")) {
            String mark = "-" + parts.size();
            parts.add(new Part(
                    table,
                    listed("listed" + mark),
                    values.apply("column" + mark),
                    one("where" + mark),
                    one("sample" + mark)));
        }
        return parts;
    }

    /** All of it in the words of the command. */
    public TableSelection selection() throws CommandFailure {
        List<String> ticked = ticked();
        boolean tables = !values.apply("table").isEmpty();
        boolean views = !values.apply("view").isEmpty();
        // All of them by an option, which is shorter than ten thousand names.
        boolean whole = (!tables || isAll("table")) && (!views || isAll("view"));
        List<String> columns = new ArrayList<>();
        List<String> where = new ArrayList<>(given("where"));
        List<String> sample = new ArrayList<>(given("sample"));
        Set<String> wanted = Set.copyOf(ticked);
        for (Part part : parts()) {
            if (!wanted.contains(part.table())) {
                continue;
            }
            if (part.listed() < 0) {
                throw fault("The columns listed of '" + part.table() + "' have no number.", "Load the page again.");
            }
            if (part.columns().size() < part.listed()) {
                columns.add(columns(part));
            }
            if (!part.where().isBlank()) {
                where.add(TableArguments.condition(part.table(), part.where()));
            }
            if (!part.sample().isBlank()) {
                sample.add(TableArguments.forTable(part.table(), part.sample()));
            }
        }
        return new TableSelection(
                whole ? List.of() : ticked,
                whole && tables,
                whole && views,
                List.of(),
                List.of(),
                columns,
                given("excludeColumns"),
                where,
                sample);
    }

    private static String columns(Part part) throws CommandFailure {
        if (part.columns().isEmpty()) {
            throw fault("No column of '" + part.table() + "' is ticked.", "Tick those to export, or untick the table.");
        }
        return TableArguments.columns(part.table(), part.columns());
    }

    /** A number of columns, or -1 where the form was changed by hand. */
    private int listed(String name) {
        return one(name).matches("[0-9]{1,6}") ? Integer.parseInt(one(name)) : -1;
    }

    private boolean isAll(String kind) {
        return one(kind + "s").equals(String.valueOf(values.apply(kind).size()));
    }

    private List<String> given(String name) {
        return values.apply(name).stream().filter(text -> !text.isBlank()).toList();
    }

    private String one(String name) {
        return values.apply(name).stream().findFirst().orElse("");
    }

    private static CommandFailure fault(String headline, String remedy) {
        return CommandFailure.usage("nothing-ticked", headline, remedy);
    }
}
