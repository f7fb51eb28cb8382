package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.export.ExportListener;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.SpareConnections;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A worker's channel, replaced when it is broken. For one thread. */
final class ChannelSlot {
    private final ExportSession session;
    private final SpareConnections spare;
    private final ExportListener listener;
    private @Nullable ExportChannel channel;

    ChannelSlot(
            ExportSession session, SpareConnections spare, ExportListener listener, @Nullable ExportChannel channel) {
        this.session = session;
        this.spare = spare;
        this.listener = listener;
        this.channel = channel;
    }

    /** A channel that works, as far as can be told without asking the server. */
    ExportChannel usable() throws SQLException {
        ExportChannel current = channel;
        if (current != null && !current.isBroken()) {
            return current;
        }
        close();
        ExportChannel fresh = session.openChannel(spare);
        channel = fresh;
        return fresh;
    }

    void close() {
        ExportChannel current = channel;
        channel = null;
        if (current == null) {
            return;
        }
        boolean broken = current.isBroken();
        try {
            current.close();
        } catch (SQLException e) {
            if (!broken) {
                listener.noted("A connection did not close cleanly: " + e.getMessage());
            }
        }
    }
}
