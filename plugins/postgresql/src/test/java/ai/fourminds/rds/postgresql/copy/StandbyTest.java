package ai.fourminds.rds.postgresql.copy;

import static ai.fourminds.rds.postgresql.Exports.ALL;
import static ai.fourminds.rds.postgresql.Exports.export;
import static ai.fourminds.rds.postgresql.Exports.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalCluster;
import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exports from a streaming standby, whose replication does not wait for readers. */
class StandbyTest {

    private static final String DB = "sales";
    private static final ExportSource KEPT = table("standby", "kept");
    private static final ExportSource MOVED = table("standby", "moved");

    private static LocalRds rds;
    private static LocalCluster cluster;
    private static LocalInstance standby;

    @BeforeAll
    static void start() throws SQLException {
        rds = LocalRds.builder()
                .engines(List.of())
                .clusters(List.of(DatabaseEngine.POSTGRESQL))
                .start();
        cluster = rds.cluster("prod-cluster");
        standby = cluster.members().stream()
                .filter(member ->
                        !member.identifier().equals(cluster.writerInstance().identifier()))
                .findFirst()
                .orElseThrow();
        execute(standby, "ALTER SYSTEM SET max_standby_streaming_delay = '200ms'");
        execute(standby, "SELECT pg_reload_conf()");
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    @BeforeEach
    void create() throws SQLException {
        execute(
                cluster.writerInstance(),
                "DROP SCHEMA IF EXISTS standby CASCADE; CREATE SCHEMA standby;"
                        + " CREATE TABLE standby.kept AS SELECT 1 AS id;"
                        + " CREATE TABLE standby.moved AS SELECT i AS id FROM generate_series(1, 1000) i");
        cluster.settle();
    }

    private static void execute(LocalInstance member, String sql) throws SQLException {
        try (Connection admin = member.adminConnection(DB);
                Statement statement = admin.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ExportSession session() throws SQLException {
        return SnapshotSession.open(() -> standby.adminConnection(DB));
    }

    private static void awaitNoKeeper() throws SQLException, InterruptedException {
        try (Connection admin = standby.adminConnection(DB);
                Statement statement = admin.createStatement()) {
            boolean gone = false;
            while (!gone) {
                try (ResultSet row = statement.executeQuery("SELECT count(*) = 0 FROM pg_stat_activity"
                        + " WHERE pid <> pg_backend_pid() AND query LIKE '%pg_export_snapshot%'")) {
                    gone = row.next() && row.getBoolean(1);
                }
                Thread.sleep(10);
            }
        }
    }

    @Test
    void rowsThatReplicationRemovesTakeTheSnapshotWithThemAndTheNextOneSaysWhy() throws Exception {
        try (ExportSession session = session()) {
            assertThat(session.consistency()).isEqualTo(ExportSession.Consistency.ONE_SNAPSHOT);
            session.expect(List.of(KEPT));
            execute(cluster.writerInstance(), "DELETE FROM standby.moved WHERE id > 10");
            execute(cluster.writerInstance(), "VACUUM standby.moved");
            awaitNoKeeper();

            try (ExportChannel channel = session.openChannel()) {
                var exported = export(channel, KEPT, ALL).result();
                assertThat(exported.rows()).isEqualTo(1);
                assertThat(exported.snapshot().reason()).contains("recovery", "hot_standby_feedback");
                assertThat(export(channel, MOVED, ALL).result().rows()).isEqualTo(10);
            }
        }
    }

    @Test
    void aTableThatReplicationTruncatesNeverPassesForWhole() throws Exception {
        try (ExportSession session = session()) {
            session.expect(List.of(MOVED, KEPT));
            try (ExportChannel channel = session.openChannel()) {
                execute(cluster.writerInstance(), "TRUNCATE standby.moved");
                cluster.settle();

                Throwable failure = catchThrowable(() -> export(channel, MOVED, ALL));
                assertThat(failure).isInstanceOf(SQLException.class);
            }
            try (ExportChannel next = session.openChannel()) {
                Throwable failure = catchThrowable(() -> export(next, MOVED, ALL));
                assertThat(failure).hasMessageContaining("was truncated");
                assertThat(export(next, KEPT, ALL).result().rows()).isEqualTo(1);
            }
        }
    }
}
