package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.spark.read.Snapshot;
import ai.fourminds.rds.spark.read.Snapshots;
import ai.fourminds.rds.spark.read.Source;
import ai.fourminds.rds.spark.read.TableReader;
import ai.fourminds.rds.spark.selection.FileForm;
import ai.fourminds.rds.spark.write.CsvTask;
import ai.fourminds.rds.spark.write.PartOutcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.SerializableConfiguration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that another session truncates while an export reads their parts. */
@ExtendWith(ClusterExtension.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LockWaitTest {

    private static final String DATABASE = "waiting";
    private static final String POSTGRESQL = "prod-analytics";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {POSTGRESQL, "prod-billing", "prod-orders"})
    void theTruncateWaitsForTheTableAndAPartThatComesAfterItNotForEver(String instance, Cluster cluster)
            throws Exception {
        boolean postgresql = instance.equals(POSTGRESQL);
        prepare(cluster, instance);
        try {
            truncateWhileRead(cluster, instance, postgresql);
        } finally {
            if (!postgresql) {
                cluster.admin(instance, DATABASE, "SET GLOBAL lock_wait_timeout = DEFAULT");
            }
            cluster.admin(instance, postgresql ? "postgres" : "mysql", "DROP DATABASE " + DATABASE);
        }
    }

    /** The user may read one column of two. */
    private static void prepare(Cluster cluster, String instance) throws SQLException {
        boolean postgresql = instance.equals(POSTGRESQL);
        cluster.admin(instance, postgresql ? "postgres" : "mysql", "CREATE DATABASE " + DATABASE);
        cluster.admin(
                instance,
                DATABASE,
                // MariaDB's TRUNCATE fails at once when another thread is writing the table's statistics.
                "CREATE TABLE t (hidden int PRIMARY KEY, id int)" + (postgresql ? "" : " STATS_PERSISTENT=0"),
                "INSERT INTO t VALUES (1, 1), (2, 2)",
                "GRANT SELECT (id) ON t TO " + (postgresql ? "fourminds_iam_user" : "'fourminds_iam_user'@'%'"),
                postgresql
                        ? "ALTER DATABASE " + DATABASE + " SET lock_timeout = '200ms'"
                        : "SET GLOBAL lock_wait_timeout = 1");
    }

    private void truncateWhileRead(Cluster cluster, String instance, boolean postgresql) throws Exception {
        RdsDatabase database = RdsFleet.of(settings(cluster)).database(instance, DATABASE);
        TableName name = new TableName(postgresql ? "public" : null, "t");
        TableInfo large = new TableInfo(name, 2, 2, 1 << 30);
        try (Snapshots snapshots = Snapshots.of(database)) {
            Snapshot current = snapshots.current();
            CompletableFuture<Void> truncated = new CompletableFuture<>();
            try (Connection held = current.open()) {
                TableReader.of(database.plugin().name()).plan(held, large, new TableReader.Cut(1 << 20, 2), true);
                assertThat(part(cluster, instance, current)).isInstanceOf(PartOutcome.Written.class);
                new Thread(() -> truncate(cluster, instance, truncated)).start();
                awaitTruncate(cluster, instance);

                PartOutcome outcome = part(cluster, instance, current);

                assertThat(outcome).isInstanceOf(PartOutcome.Failed.class);
                assertThat(((PartOutcome.Failed) outcome).error()).containsPattern("lock timeout|Lock wait timeout");
                assertThatThrownBy(() -> current.describe(name))
                        .isInstanceOf(SQLException.class)
                        .message()
                        .containsPattern("lock timeout|Lock wait timeout");
                assertThat(current.isHeldBy(held)).isTrue();
                assertThat(truncated).isNotDone();
            }
            truncated.get(1, TimeUnit.MINUTES);
        }
    }

    /** With time for a machine that is busy. */
    private static HashMap<String, String> settings(Cluster cluster) {
        HashMap<String, String> settings = new HashMap<>(cluster.settings());
        settings.put("connectTimeout", "60s");
        settings.put("discoveryTimeout", "60s");
        return settings;
    }

    private PartOutcome part(Cluster cluster, String instance, Snapshot current) throws Exception {
        Source source =
                new Source(instance, DATABASE, settings(cluster), current.id().orElse(null));
        return new CsvTask(
                        source,
                        "SELECT id FROM t",
                        0,
                        folder.toUri().toString(),
                        new FileForm(FileForm.Format.CSV, false, "", CsvOptions.Geometry.AUTO, false),
                        new SerializableConfiguration(new Configuration()))
                .run();
    }

    private static void truncate(Cluster cluster, String instance, CompletableFuture<Void> done) {
        try {
            cluster.admin(
                    instance,
                    DATABASE,
                    instance.equals(POSTGRESQL) ? "SET lock_timeout = 0" : "SET SESSION lock_wait_timeout = 1000",
                    "TRUNCATE t");
            done.complete(null);
        } catch (SQLException e) {
            done.completeExceptionally(e);
        }
    }

    private static void awaitTruncate(Cluster cluster, String instance) throws SQLException, InterruptedException {
        String waiting = instance.equals(POSTGRESQL)
                ? "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 't'::regclass"
                : "SELECT count(*) FROM information_schema.processlist"
                        + " WHERE info LIKE 'TRUNCATE%' AND state = 'Waiting for table metadata lock'";
        try (Connection admin = cluster.rds().instance(instance).adminConnection(DATABASE);
                Statement statement = admin.createStatement()) {
            for (boolean found = false; !found; Thread.sleep(20)) {
                try (ResultSet row = statement.executeQuery(waiting)) {
                    found = row.next() && row.getInt(1) > 0;
                }
            }
        }
    }
}
