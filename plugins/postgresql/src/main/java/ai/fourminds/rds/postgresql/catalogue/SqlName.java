package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.plugin.catalogue.TableName;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/** Quotes identifiers for PostgreSQL. Stateless and thread-safe. */
final class SqlName {

    private static final String INVALID_NAME = "42602";

    private SqlName() {}

    static String quoted(String name) throws SQLException {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new SQLSyntaxErrorException("a name in PostgreSQL is neither empty nor holds NUL", INVALID_NAME);
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String quoted(TableName table) throws SQLException {
        if (table.schema() == null) {
            throw new SQLSyntaxErrorException(
                    "table " + table.name() + " is named without its schema; write schema.table", INVALID_NAME);
        }
        return quoted(table.schema()) + "." + quoted(table.name());
    }
}
