package ai.fourminds.rds.postgresql.catalogue;

import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.Handle;

/**
 * The descriptions of a session's sources. The first channel that needs one of the expected tables describes many of
 * them at once; no channel waits for another. Thread-safe.
 */
public final class Descriptions {

    private static final int AT_ONCE = 1000;

    private final Map<TableName, CopySource> known = new ConcurrentHashMap<>();
    private final ReentrantLock turn = new ReentrantLock();
    private final Deque<TableName> expected = new ArrayDeque<>();

    public void expect(Collection<ExportSource> sources) {
        turn.lock();
        try {
            for (ExportSource source : sources) {
                if (source instanceof ExportSource.OfTable one && one.table().schema() != null) {
                    expected.add(one.table());
                }
            }
        } finally {
            turn.unlock();
        }
    }

    public CopySource of(Handle handle, ExportSource source) throws SQLException {
        if (!(source instanceof ExportSource.OfTable one)) {
            return Describer.describe(handle, source);
        }
        if (!known.containsKey(one.table()) && turn.tryLock()) {
            try {
                describeMany(handle, one.table());
            } finally {
                turn.unlock();
            }
        }
        // Removed, because there may be a great many.
        CopySource found = known.remove(one.table());
        return found == null ? Describer.describe(handle, one.table()) : found;
    }

    private void describeMany(Handle handle, TableName first) throws SQLException {
        if (!expected.contains(first)) {
            return;
        }
        List<TableName> tables = new ArrayList<>(List.of(first));
        expected.remove(first);
        while (tables.size() < AT_ONCE && !expected.isEmpty()) {
            tables.add(expected.removeFirst());
        }
        known.putAll(Describer.describe(handle, tables));
    }
}
