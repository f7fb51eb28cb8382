package ai.fourminds.rds.plugins.mysql.session;

import ai.fourminds.rds.plugins.common.JdbiWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;

/** Runs SQL unchanged, for text in which Jdbi or JDBC would find parameters. Stateless and thread-safe. */
public final class PlainSql {

    /** Reads a result. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private PlainSql() {}

    public static void execute(Handle handle, String sql) throws SQLException {
        JdbiWork.on(handle, h -> {
            try (Statement statement = h.getConnection().createStatement()) {
                statement.setEscapeProcessing(false);
                return statement.execute(sql);
            }
        });
    }

    public static <T> T query(Handle handle, String sql, Reading<T> reading) throws SQLException {
        return JdbiWork.on(handle, h -> {
            try (Statement statement = h.getConnection().createStatement()) {
                statement.setEscapeProcessing(false);
                try (ResultSet rows = statement.executeQuery(sql)) {
                    return reading.read(rows);
                }
            }
        });
    }

    public static long number(Handle handle, String sql) throws SQLException {
        return query(handle, sql, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }
}
