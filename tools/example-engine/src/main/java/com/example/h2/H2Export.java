package com.example.h2;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.sql.SQLException;

/** Exports one database; whoever opens a channel closes it. Immutable. */
record H2Export(ConnectionSource connections) implements ExportSession {
    @Override
    public Consistency consistency() {
        return Consistency.SNAPSHOT_PER_TABLE;
    }

    @Override
    public ExportChannel openChannel() throws SQLException {
        return new H2Channel(connections.open());
    }

    @Override
    public void close() {}
}
