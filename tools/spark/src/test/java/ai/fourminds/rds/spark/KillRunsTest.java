package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A few of the runs of {@link KillRuns}: one from each server, and Parquet; {@code -Dfaults=few} has one to CSV and one to Parquet. */
@ExtendWith(ClusterExtension.class)
class KillRunsTest {

    @Test
    void noRowIsLostOrDoubledWhenExecutorsAreKilled(Cluster cluster, @TempDir Path folder) throws Exception {
        try (KillRuns runs = new KillRuns(cluster, folder)) {
            int servers = 2 + cluster.family().size();
            int parquet = 2 * servers;
            boolean few = "few".equals(System.getProperty("faults"));
            for (int number : few ? new int[] {1, parquet} : new int[] {0, 1, 2, 3, parquet}) {
                KillRuns.Outcome outcome = runs.run(number);
                assertThat(outcome).matches(KillRuns.Outcome::exact);
                assertThat(outcome.parts()).isGreaterThan(4);
            }
            assertThat(runs.kills()).isPositive();
        }
    }
}
