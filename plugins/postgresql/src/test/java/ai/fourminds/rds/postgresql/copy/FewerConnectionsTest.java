package ai.fourminds.rds.postgresql.copy;

import static ai.fourminds.rds.postgresql.Exports.ALL;
import static ai.fourminds.rds.postgresql.Exports.export;
import static ai.fourminds.rds.postgresql.Exports.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportResult.Remark;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.SpareConnections;
import ai.fourminds.rds.postgresql.Cloud;
import ai.fourminds.rds.postgresql.Exports.Exported;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A table that is read through fewer connections than there might be, because one is refused or would wait. */
class FewerConnectionsTest {

    private static final String DB = "fewer";
    private static final SpareReaders.Cut SMALL = new SpareReaders.Cut(8, 4);
    private static final ExportSource LARGE = table("public", "large");

    private final CountedSpare spare = new CountedSpare(3);

    @BeforeAll
    static void create() throws SQLException {
        Cloud.createDatabase(
                DB,
                "CREATE TABLE public.large AS SELECT i AS id, repeat('x', i % 300) AS t FROM generate_series(1, 30000) i",
                "VACUUM ANALYZE");
    }

    @AfterEach
    void allAreGivenBack() {
        assertThat(spare.taken()).isZero();
    }

    private static String whole() throws Exception {
        return export(DB, LARGE).csv();
    }

    /** The refusal comes when all is written: what is said of the table waits for it. */
    @Test
    void aServerWithoutAnotherConnectionIsReadThroughOneAndSaysSo() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        ConnectionSource poor = afterTwo(() -> {
            await(written);
            return new SQLException("too many connections", "53300");
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ExportSession session = SnapshotSession.open(poor, SMALL);
                ExportChannel one = session.openChannel(spare)) {
            ExportResult result = one.export(LARGE, ALL, out, (rows, bytes) -> {
                if (rows == 30_000) {
                    written.countDown();
                }
            });
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(whole());
            assertThat(result.remarks()).containsExactly(Remark.FEWER_CONNECTIONS);
        }
    }

    @Test
    void aDefectWhileConnectingFailsTheTable() throws Exception {
        ConnectionSource defective = afterTwo(() -> {
            throw new IllegalStateException("defect");
        });
        try (ExportSession session = SnapshotSession.open(defective, SMALL);
                ExportChannel one = session.openChannel(spare)) {
            assertThatThrownBy(() -> export(one, LARGE, ALL)).hasMessage("defect");
        }
    }

    private static ConnectionSource afterTwo(Supplier<SQLException> refusal) {
        AtomicInteger left = new AtomicInteger(2);
        return () -> {
            if (left.decrementAndGet() < 0) {
                throw refusal.get();
            }
            return Cloud.connect(DB);
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another's request for the table stands between the first reader's lock and the second's. */
    @Test
    void aLockInTheWayOfAnotherConnectionIsSaid() throws Exception {
        // However often it is asked for a connection, the table is altered once.
        FutureTask<?> altered = new FutureTask<>(FewerConnectionsTest::alter, null);
        SpareConnections late = new SpareConnections() {
            @Override
            public boolean take() {
                CompletableFuture.runAsync(altered);
                awaitWaiter();
                return spare.take();
            }

            @Override
            public void release() {
                spare.release();
            }
        };
        try (ExportSession session = SnapshotSession.open(Cloud.connections(DB), SMALL);
                ExportChannel one = session.openChannel(late)) {
            Exported exported = export(one, LARGE, ALL);
            assertThat(exported.result().remarks()).containsExactly(Remark.FEWER_CONNECTIONS);
        }
        altered.get();
    }

    @Test
    void whoWaitsForTheTableMeanwhileStopsNobody() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        OutputStream slow = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                waits.countDown();
                if (size() > 1_000_000) {
                    awaitWaiter();
                }
            }
        };
        var altered = CompletableFuture.runAsync(() -> {
            await(waits);
            alter();
        });

        try (ExportSession session = SnapshotSession.open(Cloud.connections(DB), SMALL);
                ExportChannel channel = session.openChannel(spare)) {
            assertThat(channel.export(LARGE, ALL, slow, (r, b) -> {}).rows()).isEqualTo(30_000);
        }
        altered.get();
    }

    private static void alter() {
        try {
            Cloud.admin(
                    DB,
                    "ALTER TABLE public.large ADD COLUMN IF NOT EXISTS later int",
                    "ALTER TABLE public.large DROP COLUMN later");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Until somebody waits for a lock. */
    private static void awaitWaiter() {
        try (Connection admin = Cloud.instance("prod-analytics").adminConnection(DB);
                var statement = admin.createStatement()) {
            boolean waits;
            do {
                try (var row = statement.executeQuery("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")) {
                    row.next();
                    waits = row.getBoolean(1);
                }
                Thread.sleep(10);
            } while (!waits);
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
