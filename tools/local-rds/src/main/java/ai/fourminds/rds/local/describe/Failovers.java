package ai.fourminds.rds.local.describe;

import java.util.Optional;

/** Fails clusters over. Thread-safe. */
@FunctionalInterface
public interface Failovers {
    /**
     * Makes a reader the writer, and returns when it is.
     *
     * @param member which; empty: any
     * @throws IllegalArgumentException where the cluster does not run, or that is none of its readers
     */
    void failover(String cluster, Optional<String> member);
}
