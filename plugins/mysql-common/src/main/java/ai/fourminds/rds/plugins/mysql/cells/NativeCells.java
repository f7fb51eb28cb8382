package ai.fourminds.rds.plugins.mysql.cells;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A native driver's methods beyond JDBC, so that a query's rows need not be requested in another form. Stateless and
 * thread-safe.
 */
public interface NativeCells {

    /** Prepares a query on the server without running it, for its metadata. */
    PreparedStatement prepare(Connection connection, String query) throws SQLException;

    /** Returns a cell's bytes as the text protocol sent them, for any type; null for NULL. */
    byte @Nullable [] read(ResultSet rows, int column) throws SQLException;

    /** Returns whether the native driver refused a row because it exceeds {@code maxAllowedPacket}. */
    boolean refusesSize(Throwable cause);
}
