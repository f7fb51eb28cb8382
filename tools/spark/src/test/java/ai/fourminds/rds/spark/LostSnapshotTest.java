package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.local.LocalInstance;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A snapshot that PostgreSQL ends while a table of several tasks is read in it. */
@ExtendWith(ClusterExtension.class)
class LostSnapshotTest {

    private static final String DATABASE = "losing";

    private static Cluster cluster;

    @TempDir
    private Path folder;

    @BeforeAll
    static void createTables(Cluster running) throws SQLException {
        cluster = running;
        for (String writer : List.of("prod-analytics", writer().identifier())) {
            cluster.admin(writer, "postgres", "CREATE DATABASE " + DATABASE);
            cluster.admin(
                    writer,
                    DATABASE,
                    """
                    CREATE FUNCTION slowly(id int) RETURNS boolean LANGUAGE plpgsql AS $$
                    BEGIN
                        IF id % 100 = 0 THEN PERFORM pg_sleep(0.03); END IF;
                        RETURN true;
                    END $$
                    """,
                    "CREATE TABLE before AS SELECT n AS id, n AS other FROM generate_series(1, 100) AS n",
                    "CREATE TABLE hit AS SELECT n AS id, repeat('x', 200) AS note FROM generate_series(1, 30000) AS n",
                    "ALTER TABLE hit ENABLE ROW LEVEL SECURITY",
                    "CREATE POLICY slow ON hit USING (slowly(id))",
                    "GRANT SELECT ON before, hit TO fourminds_iam_user",
                    "ANALYZE");
        }
        cluster.rds().cluster("prod-cluster").settle();
    }

    private static LocalInstance writer() {
        return cluster.rds().cluster("prod-cluster").writerInstance();
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "parquet"})
    void theTableThatWasHitIsReadWholeInANewOneWhenTheBackendIsKilled(String format) throws Exception {
        Exports exports = new Exports(cluster, DATABASE, folder);
        LocalInstance source = cluster.rds().instance("prod-analytics");
        cluster.admin(
                "prod-analytics",
                DATABASE,
                "TRUNCATE hit",
                "INSERT INTO hit SELECT n, repeat('x', 200) FROM generate_series(1, 30000) AS n");

        hitIsReadWholeInANewSnapshot(
                exports,
                source,
                () -> {
                    change("prod-analytics");
                    cluster.admin("prod-analytics", DATABASE, """
                            SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
                            WHERE query LIKE 'SELECT pg_catalog.pg_export_snapshot%' ORDER BY backend_start LIMIT 1
                            """);
                },
                "--file-format",
                format);
    }

    @Test
    void theTableThatWasHitIsReadWholeInANewOneWhenReplicationEndsTheFirst() throws Exception {
        LocalInstance standby = cluster.rds().cluster("prod-cluster").members().get(1);
        Exports exports = new Exports(cluster, DATABASE, folder);
        delay(standby, "'100ms'");
        try {
            hitIsReadWholeInANewSnapshot(
                    exports,
                    standby,
                    () -> {
                        change(writer().identifier());
                        cluster.admin(writer().identifier(), DATABASE, "VACUUM hit");
                    },
                    "--connect-host",
                    "127.0.0.1",
                    "--connect-port",
                    String.valueOf(standby.listenPort()));
        } finally {
            delay(standby, "-1");
        }
    }

    /** The job's connection is the first of those that hold a lock; a task's may be between two statements as well. */
    @Test
    void aTableWhoseLockWasLostIsNotSaidToBeExported() throws Exception {
        Exports exports = new Exports(cluster, DATABASE, folder);
        LocalInstance source = cluster.rds().instance("prod-analytics");
        CompletableFuture<Void> lost = afterTasksBegan(source, () -> cluster.admin("prod-analytics", DATABASE, """
                SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity JOIN pg_locks USING (pid)
                WHERE relation = 'hit'::regclass AND state = 'idle in transaction'
                ORDER BY backend_start LIMIT 1
                """));

        int code = exports.run(source.identifier(), "hit", "--jobs", "1", "--task-mb", "1");
        lost.join();

        assertThat(code).as(exports.said()).isEqualTo(7);
        assertThat(exports.said()).contains("the connection that locked the table was lost", "--resume");
        assertThat(exports.run(source.identifier(), "hit", "--jobs", "1", "--task-mb", "1", "--resume"))
                .as(exports.said())
                .isZero();
    }

    private static void delay(LocalInstance standby, String delay) throws SQLException {
        cluster.admin(
                standby.identifier(),
                "postgres",
                "ALTER SYSTEM SET max_standby_streaming_delay = " + delay,
                "SELECT pg_reload_conf()");
    }

    /** What a database does. */
    private interface Change {
        void make() throws SQLException;
    }

    /** Rows go and come, so that a table of two snapshots would lack rows or have too many. */
    private static void change(String writer) throws SQLException {
        cluster.admin(
                writer,
                DATABASE,
                "DELETE FROM hit WHERE id <= 5000",
                "INSERT INTO hit SELECT n, 'new' FROM generate_series(30001, 31000) AS n");
    }

    private static void hitIsReadWholeInANewSnapshot(Exports exports, LocalInstance source, Change loss, String... more)
            throws Exception {
        CompletableFuture<Void> hit = afterTasksBegan(source, loss);
        String[] args = Stream.concat(Stream.of("before", "hit", "--jobs", "1", "--task-mb", "1"), Stream.of(more))
                .toArray(String[]::new);
        int code = exports.run(source.identifier(), args);
        hit.join();

        assertThat(code).as(exports.said()).isZero();
        assertThat(exports.said()).contains("public.hit: the snapshot was lost; read again in a new one");
        Manifest manifest = exports.manifest();
        TableReport before = Exports.table(manifest, "public.before");
        TableReport table = Exports.table(manifest, "public.hit");
        assertThat(exports.ids(table))
                .isEqualTo(IntStream.rangeClosed(5001, 31_000).boxed().toList());
        assertThat(table.parts()).hasSizeGreaterThan(4);
        assertThat(manifest.consistency()).isEqualTo("snapshot-replaced");
        assertThat(before.snapshot()).isNotNull().isLessThan(table.snapshot());
        assertThat(before.note()).isNull();
        assertThat(table.note()).contains("read in a later snapshot, because the first was lost: ");
        assertThat(table.rowSecurity()).isTrue();
    }

    private static CompletableFuture<Void> afterTasksBegan(LocalInstance source, Change change) {
        CompletableFuture<Void> made = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                awaitTasks(source);
                change.make();
                made.complete(null);
            } catch (SQLException | InterruptedException e) {
                made.completeExceptionally(e);
            }
        });
        thread.start();
        return made;
    }

    private static void awaitTasks(LocalInstance source) throws SQLException, InterruptedException {
        try (Connection admin = source.adminConnection(DATABASE);
                Statement statement = admin.createStatement()) {
            for (boolean running = false; !running; Thread.sleep(20)) {
                try (ResultSet row = statement.executeQuery("SELECT count(*) > 0 FROM pg_stat_activity"
                        + " WHERE pid <> pg_backend_pid() AND state = 'active' AND query LIKE '%hit%ctid%'")) {
                    running = row.next() && row.getBoolean(1);
                }
            }
        }
    }
}
