package ai.fourminds.rds.cli.catalogue;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.ExportTasks;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.TableChoice;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The choice of tables, and of a part of each, by the options of {@code export}. Immutable.
 *
 * @param tables names of tables; empty to choose by the other options
 * @param all whether all tables are chosen
 * @param views whether all views are chosen, instead of the tables or with {@code all} as well
 * @param include patterns, one of which a name must match
 * @param exclude patterns that no name may match
 * @param columns {@code [TABLE=]NAME,...}: the columns to export
 * @param excludeColumns {@code [TABLE=]NAME,...}: the columns to leave out
 * @param where {@code [TABLE=]SQL}: the condition of the rows
 * @param sample {@code [TABLE=]N}: the number of rows
 */
public record TableSelection(
        List<String> tables,
        boolean all,
        boolean views,
        List<String> include,
        List<String> exclude,
        List<String> columns,
        List<String> excludeColumns,
        List<String> where,
        List<String> sample) {
    /** The options without a value. */
    public static final Set<String> FLAGS = Set.of("--all", "--views");

    static final String COLUMNS = "--columns";
    static final String EXCLUDED = "--exclude-columns";
    static final String WHERE = "--where";
    static final String SAMPLE = "--sample";
    private static final String INCLUDE = "--include";
    private static final String EXCLUDE = "--exclude";
    private static final Set<String> WITH_VALUE = Set.of(INCLUDE, EXCLUDE, COLUMNS, EXCLUDED, WHERE, SAMPLE);

    public TableSelection {
        tables = List.copyOf(tables);
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        columns = List.copyOf(columns);
        excludeColumns = List.copyOf(excludeColumns);
        where = List.copyOf(where);
        sample = List.copyOf(sample);
    }

    /** Parses the {@link #words} of an earlier export; empty if they select something else, such as a query. */
    public static Optional<TableSelection> of(List<String> tables, List<String> options) {
        Set<String> flags = new TreeSet<>();
        Map<String, List<String>> values = new HashMap<>();
        for (Iterator<String> words = options.iterator(); words.hasNext(); ) {
            String option = words.next();
            if (FLAGS.contains(option)) {
                flags.add(option);
            } else if (WITH_VALUE.contains(option) && words.hasNext()) {
                values.computeIfAbsent(option, any -> new ArrayList<>()).add(words.next());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new TableSelection(
                tables,
                flags.contains("--all"),
                flags.contains("--views"),
                values.getOrDefault(INCLUDE, List.of()),
                values.getOrDefault(EXCLUDE, List.of()),
                values.getOrDefault(COLUMNS, List.of()),
                values.getOrDefault(EXCLUDED, List.of()),
                values.getOrDefault(WHERE, List.of()),
                values.getOrDefault(SAMPLE, List.of())));
    }

    /** Whether options, not names, choose the tables. */
    public boolean byPatterns() {
        return all || views || !(include.isEmpty() && exclude.isEmpty());
    }

    public boolean inPart() {
        return !(columns.isEmpty() && excludeColumns.isEmpty() && where.isEmpty() && sample.isEmpty());
    }

    public List<ExportTask> tasks(OpenedDatabase opened, ExportLimits limits) throws SQLException, CommandFailure {
        Duration limit = limits.perTable();
        List<TableInfo> found =
                tables.isEmpty() ? matching(listed(opened, limit), opened) : opened.named(tables, limit);
        return ExportTasks.of(found, subsets(opened, limit, found), limits);
    }

    private List<TableInfo> listed(OpenedDatabase opened, Duration limit) throws SQLException, CommandFailure {
        List<TableInfo> listed = new ArrayList<>();
        if (all || !views) {
            listed.addAll(opened.ask(limit, Catalogue::tables));
        }
        if (views) {
            listed.addAll(opened.ask(limit, Catalogue::views));
        }
        return listed;
    }

    private Map<TableName, TableSubset> subsets(OpenedDatabase opened, Duration limit, List<TableInfo> found)
            throws SQLException, CommandFailure {
        if (!inPart()) {
            return Map.of();
        }
        List<TableName> names = found.stream().map(TableInfo::name).toList();
        return subsets(names, opened.ask(limit, catalogue -> catalogue.columns(names)), opened.among(found));
    }

    Map<TableName, TableSubset> subsets(
            List<TableName> tables, Map<TableName, List<ColumnInfo>> known, TablePicker picker) throws CommandFailure {
        Map<TableName, List<String>> columnNames = new LinkedHashMap<>();
        for (TableName table : tables) {
            List<ColumnInfo> listed = known.get(table);
            if (listed == null) {
                throw CommandFailure.usage(
                        "columns-unreadable",
                        "The columns of '" + table.qualified()
                                + "' cannot be read, and so it cannot be exported in part.",
                        "Leave it out with --exclude.");
            }
            columnNames.put(table, listed.stream().map(ColumnInfo::name).toList());
        }
        return new TableArguments(columnNames, picker).subsets(this);
    }

    /** Returns this selection as arguments, equal for equal selections in whatever order they were typed. */
    public List<String> words(List<ExportTask> tasks) {
        List<String> words = new ArrayList<>();
        if (!tables.isEmpty()) {
            tasks.stream().map(ExportTask::name).sorted().forEach(words::add);
        } else {
            if (all || !views) {
                words.add("--all");
            }
            if (views) {
                words.add("--views");
            }
            add(words, INCLUDE, include);
            add(words, EXCLUDE, exclude);
        }
        add(words, COLUMNS, columns);
        add(words, EXCLUDED, excludeColumns);
        add(words, WHERE, where);
        add(words, SAMPLE, sample);
        return words;
    }

    private static void add(List<String> words, String option, List<String> values) {
        values.stream().sorted().forEach(value -> words.addAll(List.of(option, value)));
    }

    private List<TableInfo> matching(List<TableInfo> listed, OpenedDatabase opened) throws CommandFailure {
        TableChoice choice = new TableChoice(listed);
        for (String pattern : include) {
            if (choice.matching(List.of(pattern), List.of()).isEmpty()) {
                throw nothing(INCLUDE + ": no table matches '" + pattern + "'.", opened);
            }
        }
        List<TableInfo> found = choice.matching(include, exclude);
        if (found.isEmpty() && !exclude.isEmpty()) {
            throw nothing(EXCLUDE + " leaves no table.", opened);
        }
        return found;
    }

    private static CommandFailure nothing(String headline, OpenedDatabase opened) {
        return CommandFailure.usage(
                "no-table-matches",
                headline,
                "List the tables: " + opened.among(List.of()).command("tables"));
    }
}
