package ai.fourminds.rds.cli.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A local RDS that runs in this process until it is closed. Thread-safe. */
public interface LocalCloud extends AutoCloseable {

    /** Where its AWS operations are. */
    String endpointUrl();

    /** What a client sets to use it, by setting name; the secret key is a throw-away one. */
    Map<String, String> settings();

    /**
     * What a client sets to use it by another method of credentials, by setting name.
     *
     * @param tokenFile where a web identity's token is written for those that need one; deleted at the end
     */
    Map<String, String> settings(LocalMethod method, Path tokenFile) throws IOException;

    /** What this machine lacks for the engines that were asked for, and the remedy: a sentence for each that does not run. */
    List<String> missing();

    /** Where the clusters that were asked for are: a line for each. */
    List<String> clusters();

    /**
     * Makes a reader of a cluster its writer, and returns the reader when it is.
     *
     * @param member which; empty: any
     * @throws IllegalArgumentException for a cluster that does not run, or another than one of its readers
     */
    String failover(String cluster, Optional<String> member);

    /** Stops everything and removes what it left on the disk. */
    @Override
    void close();
}
