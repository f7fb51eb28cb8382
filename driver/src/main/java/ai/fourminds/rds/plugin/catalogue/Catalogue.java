package ai.fourminds.rds.plugin.catalogue;

import java.sql.SQLException;
import java.util.List;

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
     * At least what one of these names may mean, qualified or not, whatever their case: tables, and of what {@link #tables()}
     * leaves out, what can be exported as a table all the same, such as views. Need not look at other tables, so that a lock
     * on one of those does not matter.
     */
    default List<TableInfo> named(List<String> names) throws SQLException {
        return tables();
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
