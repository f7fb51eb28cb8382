package ai.fourminds.rds.cli.catalogue;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.output.text.ShellWords;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parses option values that apply to all tables of an export or, after {@code TABLE=}, to one of them. Immutable.
 *
 * @param tables the export's tables
 * @param picker finds one of them by its typed name
 */
public record TableArguments(List<TableInfo> tables, TablePicker picker) {
    /** A table's name, quoted or plain, an equals sign, and the value. */
    private static final Pattern BOUND = Pattern.compile("(?s)(?:\"((?:[^\"]|\"\")*)\"|([^=\"]+))=(.*)");

    /** The keyword that may precede a condition; no SQL expression starts with it. */
    private static final Pattern WHERE = Pattern.compile("(?is)\\s*where\\b(?!\\s*[.=])(.*)");

    private static final String WHERE_WORD = "where ";

    /** A name, as opposed to an expression. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*(?:[.][\\p{L}_][\\p{L}\\p{N}_$]*)?");

    /**
     * A parsed value.
     *
     * @param table the table that it applies to; null for all
     */
    record Word(@Nullable TableName table, String value) {}

    public TableArguments {
        tables = List.copyOf(tables);
    }

    /** Returns the argument that applies a value to one table. */
    public static String forTable(String table, String value) {
        return typed(table) + "=" + value;
    }

    /** Returns the argument that applies a condition to one table, however the condition begins. */
    public static String condition(String table, String sql) {
        return forTable(table, WHERE.matcher(sql).matches() ? sql : WHERE_WORD + sql);
    }

    /** Returns the argument that selects columns of one table. */
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

    /** Returns the value for each table that has one. Accepts at most one value for all tables and one per table. */
    Map<TableName, String> each(String option, List<String> typed) throws CommandFailure {
        return each(option, all(typed));
    }

    private Map<TableName, String> each(String option, Collection<Word> words) throws CommandFailure {
        Map<TableName, String> own = new LinkedHashMap<>();
        @Nullable String general = null;
        for (Word word : words) {
            boolean again = word.table() == null ? general != null : own.containsKey(word.table());
            if (again) {
                throw twice(option, word);
            }
            if (word.table() == null) {
                general = word.value();
            } else {
                own.put(word.table(), word.value());
            }
        }
        Map<TableName, String> each = new LinkedHashMap<>();
        for (TableInfo table : tables) {
            @Nullable String value = own.getOrDefault(table.name(), general);
            if (value != null) {
                each.put(table.name(), value);
            }
        }
        return each;
    }

    List<Word> all(List<String> typed) throws CommandFailure {
        List<Word> words = new ArrayList<>();
        for (String one : typed) {
            words.add(word(one));
        }
        return words;
    }

    /**
     * Returns the condition for each table that has one. A condition may begin with a column's name and an equals sign,
     * like {@code TABLE=}; {@code where} in front of it removes the ambiguity.
     */
    Map<TableName, String> conditions(String option, List<String> typed, Map<TableName, List<String>> columns)
            throws CommandFailure {
        List<Word> words = new ArrayList<>();
        for (String one : typed) {
            Word word = word(one);
            Matcher keyword = WHERE.matcher(word.value());
            if (keyword.matches()) {
                words.add(new Word(word.table(), keyword.group(1)));
                continue;
            }
            Optional<String> prefix = prefix(one);
            boolean column = prefix.isPresent() && isColumn(prefix.get(), columns);
            if (word.table() != null && column) {
                throw CommandFailure.usage(
                        "where-ambiguous",
                        option + " " + one + ": '" + prefix.get() + "' is a table of this export, and a column.",
                        "Write " + ShellWords.line(List.of(WHERE_WORD + one)) + " for the column, "
                                + ShellWords.line(List.of(forTable(prefix.get(), WHERE_WORD + "CONDITION")))
                                + " for the table.");
            }
            if (word.table() == null
                    && !column
                    && prefix.filter(TableArguments::isName).isPresent()) {
                throw unknown(option, prefix.get());
            }
            words.add(word);
        }
        return each(option, words);
    }

    private Word word(String typed) throws CommandFailure {
        Matcher bound = BOUND.matcher(typed);
        if (!bound.matches()) {
            return new Word(null, typed);
        }
        String name = prefix(bound);
        if (!picker.knows(name)) {
            return new Word(null, typed);
        }
        return new Word(picker.pick(name).name(), bound.group(3));
    }

    private static Optional<String> prefix(String typed) {
        Matcher bound = BOUND.matcher(typed);
        return bound.matches() ? Optional.of(prefix(bound)) : Optional.empty();
    }

    private static String prefix(Matcher bound) {
        String quoted = bound.group(1);
        return quoted == null ? Objects.requireNonNull(bound.group(2)) : quoted.replace("\"\"", "\"");
    }

    private static boolean isName(String prefix) {
        return NAME.matcher(prefix).matches();
    }

    /** Whether the prefix names a column, with or without its table. */
    private static boolean isColumn(String prefix, Map<TableName, List<String>> columns) {
        String last = prefix.substring(prefix.lastIndexOf('.') + 1);
        return columns.values().stream()
                .flatMap(List::stream)
                .anyMatch(name -> name.equalsIgnoreCase(prefix) || name.equalsIgnoreCase(last));
    }

    private CommandFailure unknown(String option, String prefix) {
        return CommandFailure.usage(
                "where-unknown",
                option + ": '" + prefix + "' is neither a table of this export nor a column of one.",
                near(prefix) + "An expression that begins like that is put in parentheses.");
    }

    /** Returns a sentence that suggests similar table names. */
    String near(String typed) {
        List<String> names = new ArrayList<>();
        tables.forEach(table -> names.add(table.name().qualified()));
        tables.forEach(table -> names.add(table.name().name()));
        List<String> near = Nearest.to(typed, names).stream()
                .map(TableArguments::typed)
                .distinct()
                .toList();
        return near.isEmpty() ? "" : "Did you mean the table " + String.join(" or ", near) + "? ";
    }

    private static CommandFailure twice(String option, Word word) {
        TableName table = word.table();
        return CommandFailure.usage(
                "said-twice",
                option + " is given twice for " + (table == null ? "all tables" : "'" + table.qualified() + "'") + ".",
                option.equals("--where") ? "Join the conditions with AND." : "Give it once.");
    }
}
