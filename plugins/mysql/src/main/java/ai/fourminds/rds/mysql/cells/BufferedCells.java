package ai.fourminds.rds.mysql.cells;

import ai.fourminds.rds.plugins.mysql.cells.NativeCells;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.exceptions.CJPacketTooBigException;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads cells of any type from Connector/J's buffer. Prepares queries on the server: its default prepared statements
 * would run a query to describe it. Stateless and thread-safe.
 */
public final class BufferedCells implements NativeCells {

    @Override
    public PreparedStatement prepare(Connection connection, String query) throws SQLException {
        JdbcConnection own = connection.unwrap(JdbcConnection.class);
        // Braces belong to names or to MySQL's own literals.
        own.getPropertySet()
                .getBooleanProperty(PropertyKey.processEscapeCodesForPrepStmts)
                .setValue(false);
        return own.serverPrepareStatement(query);
    }

    @Override
    public byte @Nullable [] read(ResultSet rows, int column) throws SQLException {
        return rows.getBytes(column);
    }

    @Override
    public boolean refusesSize(Throwable cause) {
        return cause instanceof CJPacketTooBigException || cause instanceof PacketTooBigException;
    }
}
