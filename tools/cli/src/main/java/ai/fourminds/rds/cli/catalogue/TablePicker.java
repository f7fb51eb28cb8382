package ai.fourminds.rds.cli.catalogue;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.output.text.ShellWords;
import ai.fourminds.rds.export.TableChoice;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds listed tables by the names that users type, or fails with a suggestion. Typed text never becomes SQL.
 * Immutable.
 */
public final class TablePicker {
    private static final int CANDIDATES_SHOWN = 5;

    private final List<TableInfo> tables;
    private final TableChoice choice;
    private final String instance;
    private final String database;

    /** Creates a picker for the tables of a database; failures name the command that lists them. */
    public TablePicker(List<TableInfo> tables, String instance, String database) {
        this.tables = List.copyOf(tables);
        this.instance = instance;
        this.database = database;
        this.choice = new TableChoice(tables);
    }

    /**
     * Returns the table of this qualified name, else of this plain name if it is unique, else the same regardless of
     * case.
     */
    public TableInfo pick(String typed) throws CommandFailure {
        List<TableInfo> found = choice.named(typed);
        if (found.size() > 1) {
            throw ambiguous(typed, found);
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        throw unknown(typed);
    }

    /** Whether one or several tables have this name. */
    public boolean knows(String typed) {
        return !choice.named(typed).isEmpty();
    }

    /** Returns each table once, in the order typed. */
    List<TableInfo> pickAll(List<String> typed) throws CommandFailure {
        Set<TableInfo> picked = new LinkedHashSet<>();
        for (String name : typed) {
            picked.add(pick(name));
        }
        return List.copyOf(picked);
    }

    private CommandFailure ambiguous(String typed, List<TableInfo> found) {
        return CommandFailure.usage(
                "table-ambiguous",
                "More than one table is called '" + typed + "'.",
                "Name one of: " + listed(found) + ".");
    }

    private CommandFailure unknown(String typed) {
        List<String> names = new ArrayList<>(
                Nearest.to(typed, tables.stream().map(t -> t.name().qualified()).toList()));
        String lower = typed.toLowerCase(Locale.ROOT);
        for (TableInfo table : tables) {
            String plain = table.name().name();
            if (!plain.isEmpty()
                    && (plain.toLowerCase(Locale.ROOT).contains(lower)
                            || !Nearest.to(typed, List.of(plain)).isEmpty())
                    && !names.contains(table.name().qualified())) {
                names.add(table.name().qualified());
            }
        }
        String near = String.join(", ", names.subList(0, Math.min(CANDIDATES_SHOWN, names.size())));
        return CommandFailure.usage(
                "table-unknown",
                "There is no table or view '" + typed + "'.",
                near.isEmpty() ? "List them: " + command("tables", "--views") : "Did you mean: " + near + "?");
    }

    /** Returns a command line for the same database. */
    public String command(String name, String... options) {
        List<String> words = new ArrayList<>(List.of("fourminds-rds", name, instance, database));
        words.addAll(List.of(options));
        return ShellWords.line(words);
    }

    /** Returns a name that is unique although names may contain dots. */
    private String exact(TableName table) {
        boolean unique = choice.named(table.qualified()).size() == 1;
        return unique ? table.qualified() : table.name();
    }

    private String listed(List<TableInfo> found) {
        return String.join(
                ", ",
                found.stream()
                        .limit(CANDIDATES_SHOWN)
                        .map(table -> exact(table.name()))
                        .toList());
    }
}
