package ai.fourminds.rds.mariadb.cells;

import ai.fourminds.rds.plugins.mysql.cells.NativeCells;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.export.MaxAllowedPacketException;

/**
 * Reads cells through {@link TextCodec}: MariaDB Connector/J itself returns the bytes of strings only, and converts
 * date-times through the JVM's time zone, in which some do not exist. Stateless and thread-safe.
 */
public final class CodecCells implements NativeCells {

    @Override
    public PreparedStatement prepare(Connection connection, String query) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(query);
        try {
            prepared.getMetaData();
            return prepared;
        } catch (NullPointerException unknownType) {
            // The driver has stopped in the middle of the response, and would take the rest for the next one.
            connection.abort(Runnable::run);
            throw new SQLFeatureNotSupportedException(
                    "MariaDB Connector/J does not know the type of a column of this query, such as MySQL's VECTOR; leave"
                            + " nativeDriver=mariadb out, or write HEX(column)",
                    "0A000",
                    unknownType);
        }
    }

    @Override
    public byte @Nullable [] read(ResultSet rows, int column) throws SQLException {
        TextCodec.ServerText text = rows.getObject(column, TextCodec.ServerText.class);
        return text == null ? null : text.bytes();
    }

    @Override
    public boolean refusesSize(Throwable cause) {
        return cause instanceof MaxAllowedPacketException;
    }
}
