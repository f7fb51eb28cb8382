package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.local.LocalCluster;
import ai.fourminds.rds.local.LocalInstance;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An export from the readers of a cluster. */
@ExtendWith(ClusterExtension.class)
class SparkReaderTest {

    @Test
    void allTasksReadTheOneThatTheJobHasChosen(Cluster cluster, @TempDir Path folder) throws Exception {
        LocalCluster servers = cluster.rds().cluster("prod-cluster");
        LocalInstance reader = servers.members().get(1);
        try (Connection admin = servers.members().get(0).adminConnection("postgres");
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE TABLE led AS SELECT n AS id, repeat('x', 200) AS note"
                    + " FROM generate_series(1, 30000) AS n");
            statement.execute("GRANT SELECT ON led TO fourminds_iam_user");
        }
        servers.settle();
        Exports ofCluster = new Exports(cluster, "postgres", folder);

        int code = ofCluster.run(
                "prod-cluster",
                "led",
                "-v",
                "--task-mb=1",
                "--target=reader",
                "--connect-host=127.0.0.1",
                "--connect-port=" + reader.listenPort());

        assertThat(code).as(ofCluster.said()).isZero();
        assertThat(ofCluster.said()).contains("reads " + reader.identifier());
        assertThat(ofCluster.manifest().instance()).isEqualTo("prod-cluster");
        assertThat(ofCluster.manifest().consistency()).isEqualTo("one-snapshot");
        TableReport led = Exports.table(ofCluster.manifest(), "public.led");
        assertThat(ofCluster.parts(led)).hasSizeGreaterThan(4);
        assertThat(led.rows()).isEqualTo(30_000);
        assertThat(ofCluster.run(servers.custom().host(), "led")).isEqualTo(2);
        assertThat(ofCluster.said())
                .contains("leads each task to another server")
                .contains("--target reader");
    }
}
