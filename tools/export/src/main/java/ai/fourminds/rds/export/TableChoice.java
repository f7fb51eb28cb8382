package ai.fourminds.rds.export;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds listed tables by the names and patterns that users type. Typed text never becomes SQL. Immutable. */
public final class TableChoice {
    private final List<TableInfo> tables;
    private final Map<String, List<TableInfo>> byQualifiedName;

    public TableChoice(List<TableInfo> tables) {
        this.tables = List.copyOf(tables);
        this.byQualifiedName = tables.stream()
                .collect(Collectors.groupingBy(table -> table.name().qualified()));
    }

    /**
     * Finds the table by its exact qualified name, else by its plain name, else by either of them regardless of case.
     *
     * @return one table; several if the name is ambiguous, none if there is no such table
     */
    public List<TableInfo> named(String typed) {
        // An export can name thousands of tables, most of them exactly.
        List<TableInfo> exact = byQualifiedName.getOrDefault(typed, List.of());
        if (!exact.isEmpty()) {
            return exact;
        }
        List<Predicate<TableInfo>> readings = List.of(
                table -> table.name().name().equals(typed),
                table -> table.name().qualified().equalsIgnoreCase(typed),
                table -> table.name().name().equalsIgnoreCase(typed));
        return readings.stream()
                .map(reading -> tables.stream().filter(reading).toList())
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /**
     * Returns the tables whose qualified name matches a pattern of {@code include}, or all if it is empty, and none of
     * {@code exclude}.
     */
    public List<TableInfo> matching(List<String> include, List<String> exclude) {
        List<NameFilter> wanted = include.stream().map(NameFilter::of).toList();
        List<NameFilter> unwanted = exclude.stream().map(NameFilter::of).toList();
        return tables.stream()
                .filter(table -> wanted.isEmpty() || matchesAny(wanted, table))
                .filter(table -> !matchesAny(unwanted, table))
                .toList();
    }

    private static boolean matchesAny(List<NameFilter> filters, TableInfo table) {
        return filters.stream().anyMatch(filter -> filter.matches(table.name().qualified()));
    }
}
