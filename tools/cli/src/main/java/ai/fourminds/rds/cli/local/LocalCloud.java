package ai.fourminds.rds.cli.local;

import java.util.Map;

/** A local RDS that runs in this process until it is closed. Thread-safe. */
public interface LocalCloud extends AutoCloseable {

    /** Where its AWS operations are. */
    String endpointUrl();

    /** What a client sets to use it, by setting name; the secret key is a throw-away one. */
    Map<String, String> settings();

    /** Stops everything and removes what it left on the disk. */
    @Override
    void close();
}
