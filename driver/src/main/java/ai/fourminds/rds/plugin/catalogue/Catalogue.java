package ai.fourminds.rds.plugin.catalogue;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The databases and tables of a server, seen through one connection. Used by one thread at a time, like the connection.
 */
public interface Catalogue {

    /** Returns the databases that the user may connect to, sorted by name, without templates and system databases. */
    List<String> databases() throws SQLException;

    /**
     * Returns the base tables of the connection's database, sorted by schema and name; a partitioned table once, as its
     * parent, with sums over its partitions. Runs a constant number of statements, whatever the number of tables.
     */
    List<TableInfo> tables() throws SQLException;

    /**
     * Returns the same, and passes on the first tables while the others are read, for callers that show them at once.
     *
     * @param first takes the first tables of the result as soon as they are known; called at most once, and not at all if
     *     the engine knows all at the same time, or if there are few
     */
    default List<TableInfo> tables(Consumer<List<TableInfo>> first) throws SQLException {
        return tables();
    }

    /** Returns the views of the connection's database, materialized or not, sorted by schema and name. */
    default List<TableInfo> views() throws SQLException {
        return List.of();
    }

    /**
     * Returns at least the tables that these names may mean, qualified or not, in any case. Includes views and others
     * that {@link #tables()} omits but that can be exported as a table. Need not look at other tables, so that a lock
     * on one of those does not matter.
     */
    default List<TableInfo> named(List<String> names) throws SQLException {
        return tables();
    }

    /**
     * Returns the columns of each table, in the table's order if the engine tells it; omits tables that do not exist or
     * may not be read.
     */
    default Map<TableName, List<ColumnInfo>> columns(List<TableName> tables) throws SQLException {
        Map<TableName, List<ColumnInfo>> columns = new LinkedHashMap<>();
        for (TableName table : tables) {
            Preview preview = preview(table, 0);
            Stream<ColumnInfo> exported =
                    preview.columns().stream().map(c -> new ColumnInfo(c.name(), c.declaredType(), null, null));
            Stream<ColumnInfo> dropped =
                    preview.dropped().stream().map(c -> new ColumnInfo(c.name(), c.declaredType(), null, c.reason()));
            columns.put(table, Stream.concat(exported, dropped).toList());
        }
        return columns;
    }

    /**
     * Returns the first rows of a table in the server's order, each cell as a CSV export would write it; omits binary
     * columns as an export does.
     *
     * @param rows the maximum number, 0 or more
     */
    Preview preview(TableName table, int rows) throws SQLException;

    /**
     * Returns those of {@link #tables()} that the user may not read, sorted by schema and name. Also empty for engines
     * that do not list such tables at all.
     */
    default List<TableName> unreadableTables() throws SQLException {
        return List.of();
    }
}
