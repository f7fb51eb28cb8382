package ai.fourminds.rds.plugin.catalogue;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a server holds, seen through one connection. Used by one thread at a time, as the connection is. */
public interface Catalogue {

    /** Databases the user may connect to, sorted by name, without templates and system databases. */
    List<String> databases() throws SQLException;

    /**
     * Base tables of the connection's database, sorted by schema and name; a partitioned table once, as its parent, with
     * sums over its partitions. A constant number of statements whatever the number of tables.
     */
    List<TableInfo> tables() throws SQLException;

    /**
     * The same, for who shows the beginning while the rest is read.
     *
     * @param first takes the first of what is returned, as soon as they are known; called at most once, and not at all where
     *     the engine has all at the same time, or few
     */
    default List<TableInfo> tables(Consumer<List<TableInfo>> first) throws SQLException {
        return tables();
    }

    /** Views of the connection's database, with stored results and without, sorted alike. */
    default List<TableInfo> views() throws SQLException {
        return List.of();
    }

    /**
     * At least what one of these names may mean, qualified or not, whatever their case: tables, and of what {@link #tables()}
     * leaves out, what can be exported as a table all the same, such as views. Need not look at other tables, so that a lock
     * on one of those does not matter.
     */
    default List<TableInfo> named(List<String> names) throws SQLException {
        return tables();
    }

    /**
     * The columns of each of these, in the table's order where the engine tells it; without those that are not there or not
     * to be read.
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
     * The first rows of a table in the server's order, each cell as a CSV export would write it; binary
     * columns are left out as they are there.
     *
     * @param rows how many at most, 0 or more
     */
    Preview preview(TableName table, int rows) throws SQLException;

    /**
     * Those of {@link #tables()} that the user may not read, sorted alike. Empty also for engines that do not list such
     * tables in the first place.
     */
    default List<TableName> unreadableTables() throws SQLException {
        return List.of();
    }
}
