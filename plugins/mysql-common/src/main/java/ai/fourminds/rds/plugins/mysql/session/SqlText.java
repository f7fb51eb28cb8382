package ai.fourminds.rds.plugins.mysql.session;

import ai.fourminds.rds.plugin.catalogue.TableName;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/** Quotes names and strings for MySQL and MariaDB. Stateless and thread-safe. */
public final class SqlText {

    private static final String INVALID_NAME = "42000";

    private SqlText() {}

    public static String quoted(String name) throws SQLException {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new SQLSyntaxErrorException("a name in MySQL is neither empty nor holds NUL", INVALID_NAME);
        }
        return '`' + name.replace("`", "``") + '`';
    }

    /** Quotes a table's name. Databases are schemas here, so a connection's tables have none. */
    public static String quoted(TableName table) throws SQLException {
        if (table.schema() != null) {
            throw new SQLSyntaxErrorException(
                    "table " + table.qualified()
                            + " is named with a schema, which tables of MySQL and MariaDB do not have; "
                            + "write the name alone, and the database in the URL",
                    INVALID_NAME);
        }
        return quoted(table.name());
    }

    /**
     * Returns a string literal that reads the same whether or not backslashes are escapes; the text must contain none.
     */
    public static String literal(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "''") + '\'';
    }
}
