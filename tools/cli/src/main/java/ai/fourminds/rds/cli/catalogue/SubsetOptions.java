package ai.fourminds.rds.cli.catalogue;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code export} that select a part of each table, as typed. An option for one table overrides the one
 * for all. Immutable.
 */
record SubsetOptions(List<String> columns, List<String> excluded, List<String> where, List<String> sample) {
    static final String COLUMNS = "--columns";
    static final String EXCLUDED = "--exclude-columns";
    static final String WHERE = "--where";
    static final String SAMPLE = "--sample";

    boolean areGiven() {
        return !(columns.isEmpty() && excluded.isEmpty() && where.isEmpty() && sample.isEmpty());
    }

    List<String> words() {
        List<String> words = new ArrayList<>();
        columns.forEach(typed -> words.addAll(List.of(COLUMNS, typed)));
        excluded.forEach(typed -> words.addAll(List.of(EXCLUDED, typed)));
        where.forEach(typed -> words.addAll(List.of(WHERE, typed)));
        sample.forEach(typed -> words.addAll(List.of(SAMPLE, typed)));
        return words;
    }

    /**
     * Returns the subset of each table.
     *
     * @param known the columns of each table
     */
    Map<TableName, TableSubset> of(List<TableInfo> tables, Map<TableName, List<ColumnInfo>> known, TableArguments words)
            throws CommandFailure {
        Map<TableName, List<String>> names = new LinkedHashMap<>();
        for (TableInfo table : tables) {
            List<ColumnInfo> listed = known.get(table.name());
            if (listed == null) {
                throw CommandFailure.usage(
                        "columns-unreadable",
                        "The columns of '" + table.name().qualified()
                                + "' cannot be read, and so it cannot be exported in part.",
                        "Leave it out with --exclude.");
            }
            names.put(table.name(), listed.stream().map(ColumnInfo::name).toList());
        }
        ColumnNames columnNames = new ColumnNames(names, words);
        Map<TableName, List<String>> chosen = columnNames.chosen(words.each(COLUMNS, columns));
        Map<TableName, Set<String>> left = columnNames.excluded(words.all(excluded));
        Map<TableName, String> conditions = words.conditions(WHERE, where, names);
        Map<TableName, String> samples = words.each(SAMPLE, sample);
        Map<TableName, TableSubset> subsets = new LinkedHashMap<>();
        for (TableName table : names.keySet()) {
            subsets.put(
                    table,
                    new TableSubset(
                            remaining(table, names, chosen.get(table), left.getOrDefault(table, Set.of())),
                            conditions.get(table),
                            number(samples.get(table))));
        }
        return subsets;
    }

    /** Returns the columns to export; empty for all columns. */
    private static List<String> remaining(
            TableName table, Map<TableName, List<String>> names, @Nullable List<String> chosen, Set<String> left)
            throws CommandFailure {
        if (chosen == null && left.isEmpty()) {
            return List.of();
        }
        Set<String> remaining = new LinkedHashSet<>(chosen == null ? Objects.requireNonNull(names.get(table)) : chosen);
        remaining.removeAll(left);
        if (remaining.isEmpty()) {
            throw CommandFailure.usage(
                    "no-columns",
                    EXCLUDED + " leaves no column of '" + table.qualified() + "'.",
                    "Name fewer columns, or leave the table out.");
        }
        return List.copyOf(remaining);
    }

    private static long number(@Nullable String typed) throws CommandFailure {
        if (typed == null) {
            return 0;
        }
        try {
            long rows = Long.parseLong(typed.strip());
            if (rows > 0) {
                return rows;
            }
        } catch (NumberFormatException e) {
            throw new CommandFailure(notANumber(typed), e);
        }
        throw new CommandFailure(notANumber(typed));
    }

    private static Fault notANumber(String typed) {
        return Fault.usage(
                "sample-number",
                SAMPLE + " takes a number of rows, 1 or more, and not '" + typed + "'.",
                "Give a number; for one table alone, TABLE=N with a table of this export.");
    }
}
