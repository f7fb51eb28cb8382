package ai.fourminds.rds.local.describe;

import java.util.Optional;

/** Starts failovers of clusters. Thread-safe. */
@FunctionalInterface
public interface Failovers {
    /**
     * Promotes a reader, and returns when it is the writer.
     *
     * @param member the reader; empty for any
     * @throws IllegalArgumentException if the cluster does not run, or the member is not one of its readers
     */
    void failover(String cluster, Optional<String> member);
}
