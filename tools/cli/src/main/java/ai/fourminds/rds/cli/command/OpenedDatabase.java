package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A database with one connection open, to look around in. For one thread; close it. */
record OpenedDatabase(RdsDatabase database, Connection connection) implements AutoCloseable {

    static OpenedDatabase open(Session session, String instance, @Nullable String database) throws SQLException {
        RdsDatabase target = session.database(instance, database);
        return new OpenedDatabase(target, session.connect(target));
    }

    Catalogue catalogue() throws SQLException {
        return database.catalogue(connection);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
