package ai.fourminds.rds.mariadb;

import ai.fourminds.rds.plugins.mysql.NativeCells;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * MariaDB Connector/J hands out bytes of strings only, and passes date-times through the zone of the JVM, where some do not exist;
 * {@link TextCodec} gets round both. Stateless and thread-safe.
 */
final class CodecCells implements NativeCells {

    @Override
    public PreparedStatement prepare(Connection connection, String query) throws SQLException {
        return connection.prepareStatement(query);
    }

    @Override
    public byte @Nullable [] read(ResultSet rows, int column) throws SQLException {
        ServerText text = rows.getObject(column, ServerText.class);
        return text == null ? null : text.bytes();
    }
}
