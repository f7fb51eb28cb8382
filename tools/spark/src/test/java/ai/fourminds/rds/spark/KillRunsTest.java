package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A few of the runs of {@link KillRuns}: one from each server, and Parquet. */
@ExtendWith(ClusterExtension.class)
class KillRunsTest {

    @Test
    void noRowIsLostOrDoubledWhenExecutorsAreKilled(Cluster cluster, @TempDir Path folder) throws Exception {
        try (KillRuns runs = new KillRuns(cluster, folder)) {
            int servers = 2 + cluster.family().size();
            for (int number : new int[] {0, 1, 2, 3, 2 * servers}) {
                KillRuns.Outcome outcome = runs.run(number);
                assertThat(outcome).matches(KillRuns.Outcome::exact);
                assertThat(outcome.parts()).isGreaterThan(4);
            }
            assertThat(runs.kills()).isPositive();
        }
    }
}
