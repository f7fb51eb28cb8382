package ai.fourminds.rds.plugins.mysql.cells;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a native driver has beyond JDBC, so that a query's rows need not be asked for in another form. Stateless and thread-safe. */
public interface NativeCells {

    /** A query that the server has prepared and not run, for its metadata. */
    PreparedStatement prepare(Connection connection, String query) throws SQLException;

    /** A cell's bytes as the text protocol has brought them, whatever the type; null for NULL. */
    byte @Nullable [] read(ResultSet rows, int column) throws SQLException;

    /** Whether the native driver has refused a row because it exceeds {@code maxAllowedPacket}. */
    boolean refusesSize(Throwable cause);
}
