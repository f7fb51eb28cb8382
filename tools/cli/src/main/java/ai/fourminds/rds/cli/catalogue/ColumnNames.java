package ai.fourminds.rds.cli.catalogue;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Finds columns by the names that users type. Immutable.
 *
 * @param columns the exact column names of each table of the export
 * @param words parses the option values
 */
record ColumnNames(Map<TableName, List<String>> columns, TableArguments words) {

    /** Returns the exact names of the chosen columns. Each table must have all columns of its list. */
    Map<TableName, List<String>> chosen(Map<TableName, String> lists) throws CommandFailure {
        Map<TableName, List<String>> chosen = new LinkedHashMap<>();
        for (Map.Entry<TableName, String> list : lists.entrySet()) {
            Set<String> exact = new LinkedHashSet<>();
            for (String name : split(list.getValue())) {
                exact.add(find(list.getKey(), name).orElseThrow(() -> unknown(list.getKey(), name)));
            }
            chosen.put(list.getKey(), List.copyOf(exact));
        }
        return chosen;
    }

    /**
     * Returns the exact names of the excluded columns. A column that is excluded from all tables need only exist in
     * one.
     */
    Map<TableName, Set<String>> excluded(List<TableArguments.Word> lists) throws CommandFailure {
        Map<TableName, Set<String>> excluded = new LinkedHashMap<>();
        for (TableArguments.Word list : lists) {
            TableName only = list.table();
            List<TableName> tables = only == null ? List.copyOf(columns.keySet()) : List.of(only);
            for (String name : split(list.value())) {
                boolean found = false;
                for (TableName table : tables) {
                    Optional<String> exact = find(table, name);
                    exact.ifPresent(column -> excluded.computeIfAbsent(table, t -> new LinkedHashSet<>())
                            .add(column));
                    found |= exact.isPresent();
                }
                if (!found) {
                    throw tables.size() == 1 ? unknown(tables.get(0), name) : unknown(name);
                }
            }
        }
        return excluded;
    }

    /** Finds a column by its exact name, else by the only name that differs in case alone. */
    private Optional<String> find(TableName table, String typed) {
        List<String> names = Objects.requireNonNull(columns.get(table));
        if (names.contains(typed)) {
            return Optional.of(typed);
        }
        List<String> found =
                names.stream().filter(name -> name.equalsIgnoreCase(typed)).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private CommandFailure unknown(TableName table, String typed) {
        List<String> near = Nearest.to(typed, Objects.requireNonNull(columns.get(table)));
        return fault("Table '" + table.qualified() + "' has no column '" + typed + "'.", typed, near, table);
    }

    private CommandFailure unknown(String typed) {
        List<String> all =
                columns.values().stream().flatMap(List::stream).distinct().toList();
        TableName first = columns.keySet().iterator().next();
        return fault("No table of this export has a column '" + typed + "'.", typed, Nearest.to(typed, all), first);
    }

    private CommandFailure fault(String headline, String typed, List<String> near, TableName table) {
        int equals = typed.indexOf('=');
        String bound = equals < 0 ? "" : words.near(typed.substring(0, equals));
        String meant = near.isEmpty() ? "" : "Did you mean: " + String.join(", ", near) + "? ";
        return CommandFailure.usage(
                "column-unknown",
                headline,
                bound + meant + "List the columns: " + words.picker().command("columns", table.qualified()));
    }

    /** Splits a list at commas; names with commas are in double quotes, which are doubled within. */
    static List<String> split(String list) throws CommandFailure {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at <= list.length()) {
            int end = end(list, at);
            String name = list.substring(at, end).strip();
            boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
            names.add(quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name);
            at = end + 1;
        }
        if (names.contains("")) {
            throw CommandFailure.usage(
                    "column-empty",
                    "A name in the list of columns '" + list + "' is empty.",
                    "Separate names by one comma; a name that holds a comma goes in double quotes.");
        }
        return names;
    }

    /** Returns the index of the comma after a name, or of the list's end. */
    private static int end(String list, int from) {
        int at = from;
        if (list.substring(from).stripLeading().startsWith("\"")) {
            boolean quoted = false;
            while (at < list.length() && (quoted || list.charAt(at) != ',')) {
                quoted ^= list.charAt(at) == '"';
                at++;
            }
            return at;
        }
        int comma = list.indexOf(',', from);
        return comma < 0 ? list.length() : comma;
    }
}
