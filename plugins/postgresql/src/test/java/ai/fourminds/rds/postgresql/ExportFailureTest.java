package ai.fourminds.rds.postgresql;

import static ai.fourminds.rds.postgresql.Exports.ALL;
import static ai.fourminds.rds.postgresql.Exports.export;
import static ai.fourminds.rds.postgresql.Exports.query;
import static ai.fourminds.rds.postgresql.Exports.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports that fail, are cancelled, or lose their output or their server. */
class ExportFailureTest {

    private static final String DB = ExportDatabase.NAME;
    private static final ExportProgress UNHEARD = (rows, bytes) -> {};

    private final PostgresqlPlugin plugin = new PostgresqlPlugin();
    private ExportSession session;
    private ExportChannel channel;

    @BeforeAll
    static void create() throws SQLException {
        ExportDatabase.create();
    }

    @BeforeEach
    void open() throws SQLException {
        session = plugin.openExport(Cloud.connections(DB));
        channel = session.openChannel();
    }

    @AfterEach
    void close() throws SQLException {
        channel.close();
        session.close();
    }

    @Test
    void aTableThatMayNotBeReadFailsAloneAndLeavesTheChannelUsable() throws Exception {
        SQLException failure =
                catchThrowableOfType(SQLException.class, () -> export(channel, table("public", "secret"), ALL));

        assertThat(failure.getSQLState()).isEqualTo("42501");
        assertThat(export(channel, table("public", "five"), ALL).result().rows())
                .isEqualTo(5);
    }

    @Test
    void anErrorHalfwayLeavesTheChannelUsable() throws Exception {
        SQLException failure = catchThrowableOfType(
                SQLException.class,
                () -> export(channel, query("SELECT 1 / (40000 - i) FROM generate_series(1, 50000) i"), ALL));

        assertThat(failure.getSQLState()).isEqualTo("22012");
        assertThat(export(channel, table("public", "five"), ALL).result().rows())
                .isEqualTo(5);
    }

    @Test
    void cancelFromAnotherThreadEndsTheStatementAndLeavesTheChannelUsable() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        var running = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                SQLException.class,
                () -> channel.export(
                        query("SELECT repeat('x', 1000) FROM big a, big b"),
                        ALL,
                        OutputStream.nullOutputStream(),
                        (rows, bytes) -> started.countDown())));
        started.await();

        channel.cancel();

        assertThat(running.get().getSQLState()).isEqualTo("57014");
        assertThat(channel.isBroken()).isFalse();
        assertThat(export(channel, table("public", "five"), ALL).result().rows())
                .isEqualTo(5);
    }

    @Test
    void cancelWithoutAStatementHasNoEffect() throws Exception {
        channel.cancel();

        assertThat(export(channel, table("public", "five"), ALL).result().rows())
                .isEqualTo(5);
    }

    @Test
    void abortEndsARunningExportAndBreaksTheChannelWhileTheSnapshotLives() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        var running = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                SQLException.class,
                () -> channel.export(
                        query("SELECT repeat('x', 1000) FROM big a, big b"),
                        ALL,
                        OutputStream.nullOutputStream(),
                        (rows, bytes) -> started.countDown())));
        started.await();

        channel.abort();

        assertThat((Throwable) running.get()).isNotNull();
        assertThat(channel.isBroken()).isTrue();
        Cloud.admin(DB, "INSERT INTO public.moving VALUES (100)");
        try (ExportChannel next = session.openChannel()) {
            assertThat(export(next, table("public", "moving"), ALL).csv()).doesNotContain("100");
        }
        Cloud.admin(DB, "DELETE FROM public.moving WHERE id = 100");
    }

    @Test
    void aServerThatGoesAwayBreaksTheChannel() throws Exception {
        long pid = Long.parseLong(export(channel, query("SELECT pg_backend_pid()"), ALL)
                .csv()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow());
        Cloud.admin("postgres", "SELECT pg_terminate_backend(" + pid + ", 60000)");

        assertThatThrownBy(() -> export(channel, table("public", "five"), ALL)).isInstanceOf(SQLException.class);
        assertThat(channel.isBroken()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000})
    void aBrokenOutputEndsTheStatementAndLeavesTheChannelUsable(int bytesBefore) throws Exception {
        OutputStream full = new OutputStream() {
            private int left = bytesBefore;

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                left -= length;
                if (left < 0) {
                    throw new IOException("disk full");
                }
            }
        };

        assertThatThrownBy(
                        () -> channel.export(query("SELECT repeat('x', 1000) FROM big a, big b"), ALL, full, UNHEARD))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThat(channel.isBroken()).isFalse();
        assertThat(export(channel, table("public", "five"), ALL).result().rows())
                .isEqualTo(5);
    }
}
