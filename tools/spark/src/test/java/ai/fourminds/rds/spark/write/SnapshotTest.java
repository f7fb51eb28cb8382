package ai.fourminds.rds.spark.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.spark.read.Snapshot;
import ai.fourminds.rds.spark.read.Snapshots;
import ai.fourminds.rds.spark.read.Source;
import ai.fourminds.rds.spark.read.TableReader;
import ai.fourminds.rds.spark.selection.FileForm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

    @TempDir
    private Path folder;

    @Test
    void tasksReadTheJobsSnapshotWhateverHappensMeanwhile() throws SQLException, IOException {
        try (LocalRds rds = LocalRds.builder().sampleData(false).start()) {
            admin(rds, "CREATE TABLE t AS SELECT 1 AS id", "GRANT SELECT ON t TO fourminds_iam_user");
            RdsDatabase database = RdsFleet.of(settings(rds)).database("prod-analytics", "postgres");
            try (Snapshot snapshot = Snapshot.of(database, null)) {
                admin(rds, "INSERT INTO t VALUES (2)");

                assertThat(rows(rds, snapshot.id().orElseThrow())).isEqualTo(1);
                assertThat(rows(rds, null)).isEqualTo(2);
            }
        }
    }

    @Test
    void aPartWhoseOwnSessionLostTheSnapshotBelongsToNoTable() throws SQLException, IOException {
        try (LocalRds rds = LocalRds.builder().sampleData(false).start()) {
            admin(rds, "CREATE TABLE t AS SELECT 1 AS id", "GRANT SELECT ON t TO fourminds_iam_user");
            RdsDatabase database = RdsFleet.of(settings(rds)).database("prod-analytics", "postgres");
            try (Snapshot snapshot = Snapshot.of(database, null);
                    ExportSession session = database.openExport(
                            Snapshot.connections(database, snapshot.id().orElseThrow()))) {
                admin(rds, "INSERT INTO t VALUES (2)", """
                        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
                        WHERE query LIKE 'SELECT pg_catalog.pg_export_snapshot%' ORDER BY backend_start DESC LIMIT 1
                        """);
                try (ExportChannel channel = session.openChannel()) {
                    ExportResult result = channel.export(
                            new ExportSource.OfQuery("SELECT id FROM t"),
                            new CsvOptions(0, false),
                            OutputStream.nullOutputStream(),
                            (rows, bytes) -> {});

                    assertThat(result.rows()).isEqualTo(2);
                    assertThatThrownBy(() ->
                                    Snapshot.read(session, result, snapshot.id().orElseThrow()))
                            .isInstanceOf(SQLRecoverableException.class)
                            .hasMessageContaining("held the snapshot of a part was lost");
                }
                assertThat(rows(rds, snapshot.id().orElseThrow())).isEqualTo(1);
            }
        }
    }

    @Test
    void rowsStayWhereTheyAreWhileATableIsReadAndWhoWasFasterIsToldOf() throws SQLException, IOException {
        try (LocalRds rds = LocalRds.builder().sampleData(false).start()) {
            admin(
                    rds,
                    "CREATE TABLE t AS SELECT 1 AS id",
                    "CREATE TABLE rewritten AS SELECT 1 AS id",
                    "GRANT SELECT (id) ON t, rewritten TO fourminds_iam_user");
            RdsDatabase database = RdsFleet.of(settings(rds)).database("prod-analytics", "postgres");
            try (Snapshots snapshots = Snapshots.of(database)) {
                Snapshot current = snapshots.current();
                admin(rds, "ALTER TABLE rewritten ALTER id TYPE bigint");
                TableReader reader = TableReader.of("postgresql");
                try (Connection held = current.open()) {
                    reader.plan(held, table("t"), new TableReader.Cut(1, 1), true);
                    assertThat(current.describe(table("t").name()).rows()).isOne();

                    assertThatThrownBy(() -> admin(rds, "SET lock_timeout = 1", "TRUNCATE t"))
                            .hasMessageContaining("lock timeout");
                }
                admin(rds, "TRUNCATE t");

                for (String gone : List.of("t", "rewritten")) {
                    assertThatThrownBy(() -> current.describe(table(gone).name()))
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("rewritten, altered or replaced after the export's snapshot");
                }
            }
        }
    }

    private static TableInfo table(String name) {
        return new TableInfo(new TableName("public", name), 0, 1, 0);
    }

    /** With time for a machine that is busy. */
    private static HashMap<String, String> settings(LocalRds rds) {
        HashMap<String, String> settings = new HashMap<>(rds.settings());
        settings.put("connectTimeout", "60s");
        settings.put("discoveryTimeout", "60s");
        return settings;
    }

    private long rows(LocalRds rds, @Nullable String snapshot) throws SQLException, IOException {
        Source source = new Source("prod-analytics", "postgres", settings(rds), snapshot);
        CsvTask task = new CsvTask(
                source,
                "SELECT id FROM t",
                0,
                folder.toUri().toString(),
                new FileForm(FileForm.Format.CSV, false, "", CsvOptions.Geometry.AUTO, false),
                new SerializableConfiguration(new Configuration()));
        return ((PartOutcome.Written) task.run()).rows();
    }

    private static void admin(LocalRds rds, String... statements) throws SQLException {
        try (Connection connection = rds.instance("prod-analytics").adminConnection("postgres");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
