package ai.fourminds.rds.cli.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A local RDS in this process, which runs until it is closed. Thread-safe. */
public interface LocalCloud extends AutoCloseable {

    /** Returns the URL of its AWS operations. */
    String endpointUrl();

    /** Returns a client's settings, by name. The secret key is valid here only. */
    Map<String, String> settings();

    /**
     * Returns a client's settings for another credentials method, by name.
     *
     * @param tokenFile the file to write a web identity token to, if the method needs one; deleted on close
     */
    Map<String, String> settings(LocalMethod method, Path tokenFile) throws IOException;

    /** Returns a sentence for each engine that does not run: what this machine lacks, and the remedy. */
    List<String> missing();

    /** Returns a line with the endpoints of each cluster. */
    List<String> clusters();

    /**
     * Promotes a reader of a cluster, and returns its identifier when it is the writer.
     *
     * @param member the reader; empty for any
     * @throws IllegalArgumentException if the cluster does not run, or the member is not one of its readers
     */
    String failover(String cluster, Optional<String> member);

    /** Stops all servers and deletes their files. */
    @Override
    void close();
}
