package ai.fourminds.rds.cli.catalogue;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.output.text.ShellWords;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parses the option values that select a part of the tables: of all tables of an export or, after {@code TABLE=}, of one
 * of them. A value for one table overrides the one for all. Immutable.
 *
 * @param columns the exact column names of each table of the export
 * @param picker finds one of these tables by its typed name
 */
public record TableArguments(Map<TableName, List<String>> columns, TablePicker picker) {
    /** A table's name, quoted or plain, an equals sign, and the value. */
    private static final Pattern BOUND = Pattern.compile("(?s)(?:\"((?:[^\"]|\"\")*)\"|([^=\"]+))=(.*)");

    /** A name in a list of columns, in double quotes or plain, and the comma after it. */
    private static final Pattern LISTED = Pattern.compile("\\s*(?:\"((?:[^\"]++|\"\")*+)\"\\s*|([^,]*))(,|\\z)");

    /** The keyword that may precede a condition; no SQL expression starts with it. */
    private static final Pattern KEYWORD = Pattern.compile("(?is)\\s*where\\b(?!\\s*[.=])(.*)");

    private static final String WHERE_WORD = "where ";

    /** A name, as opposed to an expression. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*(?:[.][\\p{L}_][\\p{L}\\p{N}_$]*)?");

    /**
     * A parsed value.
     *
     * @param table the table that it applies to; null for all
     */
    private record Word(@Nullable TableName table, String value) {}

    public static String forTable(String table, String value) {
        return typed(table) + "=" + value;
    }

    /** Returns the argument that applies a condition to one table, however the condition begins. */
    public static String condition(String table, String sql) {
        return forTable(table, KEYWORD.matcher(sql).matches() ? sql : WHERE_WORD + sql);
    }

    public static String columns(String table, List<String> names) {
        return forTable(
                table,
                names.stream()
                        .map(name -> name.matches("(?s).*[,\"].*") || !name.equals(name.strip()) ? quoted(name) : name)
                        .collect(Collectors.joining(",")));
    }

    private static String typed(String table) {
        return table.matches("(?s).*[=\"].*") ? quoted(table) : table;
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    Map<TableName, TableSubset> subsets(TableSelection selection) throws CommandFailure {
        Map<TableName, String> chosen = each(TableSelection.COLUMNS, words(selection.columns()));
        Map<TableName, Set<String>> excluded = excluded(words(selection.excludeColumns()));
        Map<TableName, String> where = each(TableSelection.WHERE, conditions(selection.where()));
        Map<TableName, String> sample = each(TableSelection.SAMPLE, words(selection.sample()));
        Map<TableName, TableSubset> subsets = new LinkedHashMap<>();
        for (TableName table : columns.keySet()) {
            List<String> names = remaining(table, chosen.get(table), excluded.getOrDefault(table, Set.of()));
            subsets.put(table, new TableSubset(names, where.get(table), number(sample.get(table))));
        }
        return subsets;
    }

    private List<Word> words(List<String> typed) throws CommandFailure {
        List<Word> words = new ArrayList<>();
        for (String one : typed) {
            words.add(word(one));
        }
        return words;
    }

    private Word word(String typed) throws CommandFailure {
        Matcher bound = BOUND.matcher(typed);
        return bound.matches() && picker.knows(prefix(bound))
                ? new Word(picker.pick(prefix(bound)).name(), bound.group(3))
                : new Word(null, typed);
    }

    private static String prefix(Matcher bound) {
        String quoted = bound.group(1);
        return quoted == null ? Objects.requireNonNull(bound.group(2)) : quoted.replace("\"\"", "\"");
    }

    /** Returns the value for each table that has one. Accepts at most one value for all tables and one per table. */
    private Map<TableName, String> each(String option, List<Word> words) throws CommandFailure {
        Map<TableName, String> each = new LinkedHashMap<>();
        @Nullable String general = null;
        for (Word word : words) {
            TableName table = word.table();
            if (table == null ? general != null : each.containsKey(table)) {
                throw CommandFailure.usage(
                        "said-twice",
                        option + " is given twice for " + (table == null ? "all tables" : "'" + table.qualified() + "'")
                                + ".",
                        option.equals(TableSelection.WHERE) ? "Join the conditions with AND." : "Give it once.");
            }
            if (table == null) {
                general = word.value();
            } else {
                each.put(table, word.value());
            }
        }
        if (general != null) {
            for (TableName table : columns.keySet()) {
                each.putIfAbsent(table, general);
            }
        }
        return each;
    }

    /**
     * Parses conditions. A condition may begin with a column's name and an equals sign, like {@code TABLE=}; {@code
     * where} in front of it removes the ambiguity.
     */
    private List<Word> conditions(List<String> typed) throws CommandFailure {
        List<Word> words = new ArrayList<>();
        for (String one : typed) {
            Word word = word(one);
            Matcher keyword = KEYWORD.matcher(word.value());
            Matcher bound = BOUND.matcher(one);
            if (keyword.matches()) {
                word = new Word(word.table(), keyword.group(1));
            } else if (bound.matches()) {
                checkPrefix(prefix(bound), word, one);
            }
            words.add(word);
        }
        return words;
    }

    private void checkPrefix(String prefix, Word word, String typed) throws CommandFailure {
        boolean column = isColumn(prefix);
        if (word.table() != null && column) {
            throw CommandFailure.usage(
                    "where-ambiguous",
                    TableSelection.WHERE + " " + typed + ": '" + prefix + "' is a table of this export, and a column.",
                    "Write " + ShellWords.line(List.of(WHERE_WORD + typed)) + " for the column, "
                            + ShellWords.line(List.of(forTable(prefix, WHERE_WORD + "CONDITION"))) + " for the table.");
        }
        if (word.table() == null && !column && NAME.matcher(prefix).matches()) {
            throw CommandFailure.usage(
                    "where-unknown",
                    TableSelection.WHERE + ": '" + prefix + "' is neither a table of this export nor a column of one.",
                    near(prefix) + "An expression that begins like that is put in parentheses.");
        }
    }

    /** Whether the prefix names a column, with or without its table. */
    private boolean isColumn(String prefix) {
        String last = prefix.substring(prefix.lastIndexOf('.') + 1);
        return columns.values().stream()
                .flatMap(List::stream)
                .anyMatch(name -> name.equalsIgnoreCase(prefix) || name.equalsIgnoreCase(last));
    }

    private String near(String typed) {
        List<String> names = new ArrayList<>();
        columns.keySet().forEach(table -> names.add(table.qualified()));
        columns.keySet().forEach(table -> names.add(table.name()));
        String near = Nearest.to(typed, names).stream()
                .map(TableArguments::typed)
                .distinct()
                .collect(Collectors.joining(" or "));
        return near.isEmpty() ? "" : "Did you mean the table " + near + "? ";
    }

    /** Returns the columns to export; empty for all columns. The table must have all chosen ones. */
    private List<String> remaining(TableName table, @Nullable String chosen, Set<String> excluded)
            throws CommandFailure {
        if (chosen == null && excluded.isEmpty()) {
            return List.of();
        }
        Set<String> remaining = new LinkedHashSet<>(chosen == null ? names(table) : List.of());
        for (String name : chosen == null ? List.<String>of() : split(chosen)) {
            remaining.add(find(table, name).orElseThrow(() -> unknown(table, name)));
        }
        remaining.removeAll(excluded);
        if (remaining.isEmpty()) {
            throw CommandFailure.usage(
                    "no-columns",
                    TableSelection.EXCLUDED + " leaves no column of '" + table.qualified() + "'.",
                    "Name fewer columns, or leave the table out.");
        }
        return List.copyOf(remaining);
    }

    /** Returns the excluded columns. A column that is excluded from all tables need only exist in one. */
    private Map<TableName, Set<String>> excluded(List<Word> lists) throws CommandFailure {
        Map<TableName, Set<String>> excluded = new LinkedHashMap<>();
        for (Word list : lists) {
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
                    throw unknown(tables.size() == 1 ? tables.get(0) : null, name);
                }
            }
        }
        return excluded;
    }

    private List<String> names(TableName table) {
        return Objects.requireNonNull(columns.get(table));
    }

    /** Finds a column by its exact name, else by the only name that differs in case alone. */
    private Optional<String> find(TableName table, String typed) {
        if (names(table).contains(typed)) {
            return Optional.of(typed);
        }
        List<String> found = names(table).stream()
                .filter(name -> name.equalsIgnoreCase(typed))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Describes a column that the table, or for null every table, lacks. */
    private CommandFailure unknown(@Nullable TableName table, String typed) {
        List<String> all = table == null
                ? columns.values().stream().flatMap(List::stream).distinct().toList()
                : names(table);
        String near = String.join(", ", Nearest.to(typed, all));
        int equals = typed.indexOf('=');
        String bound = equals < 0 ? "" : near(typed.substring(0, equals));
        TableName listed = table == null ? columns.keySet().iterator().next() : table;
        return CommandFailure.usage(
                "column-unknown",
                (table == null
                                ? "No table of this export has a column '"
                                : "Table '" + table.qualified() + "' has no column '")
                        + typed + "'.",
                bound + (near.isEmpty() ? "" : "Did you mean: " + near + "? ") + "List the columns: "
                        + picker.command("columns", listed.qualified()));
    }

    /** Splits a list at commas; names with commas are in double quotes, which are doubled within. */
    private static List<String> split(String list) throws CommandFailure {
        List<String> names = new ArrayList<>();
        boolean more = true;
        for (Matcher name = LISTED.matcher(list);
                more && name.find();
                more = name.group(3).equals(",")) {
            String quoted = name.group(1);
            names.add(quoted == null ? name.group(2).strip() : quoted.replace("\"\"", "\""));
        }
        if (names.contains("")) {
            throw CommandFailure.usage(
                    "column-empty",
                    "A name in the list of columns '" + list + "' is empty.",
                    "Separate names by one comma; a name that holds a comma goes in double quotes.");
        }
        return names;
    }

    private static long number(@Nullable String typed) throws CommandFailure {
        if (typed == null) {
            return 0;
        }
        if (!typed.strip().matches("0*[1-9][0-9]{0,17}")) {
            throw CommandFailure.usage(
                    "sample-number",
                    TableSelection.SAMPLE + " takes a number of rows, 1 or more, and not '" + typed + "'.",
                    "Give a number; for one table alone, TABLE=N with a table of this export.");
        }
        return Long.parseLong(typed.strip());
    }
}
