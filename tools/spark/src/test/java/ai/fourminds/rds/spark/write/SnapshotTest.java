package ai.fourminds.rds.spark.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.spark.read.Snapshot;
import ai.fourminds.rds.spark.read.Snapshots;
import ai.fourminds.rds.spark.read.Source;
import ai.fourminds.rds.spark.read.TableReader;
import ai.fourminds.rds.spark.selection.FileForm;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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
            RdsDatabase database = RdsFleet.of(rds.settings()).database("prod-analytics", "postgres");
            try (Snapshot snapshot = Snapshot.of(database, null)) {
                admin(rds, "INSERT INTO t VALUES (2)");

                assertThat(rows(rds, snapshot.id().orElseThrow())).isEqualTo(1);
                assertThat(rows(rds, null)).isEqualTo(2);
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
            RdsDatabase database = RdsFleet.of(rds.settings()).database("prod-analytics", "postgres");
            try (Snapshots snapshots = Snapshots.of(database)) {
                Snapshots.Current current = snapshots.current();
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

    private long rows(LocalRds rds, @Nullable String snapshot) throws SQLException, IOException {
        Source source = new Source("prod-analytics", "postgres", new HashMap<>(rds.settings()), snapshot);
        CsvTask task = new CsvTask(
                source,
                "SELECT id FROM t",
                0,
                folder.toUri().toString(),
                new FileForm(FileForm.Format.CSV, false, "", false),
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
