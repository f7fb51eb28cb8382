package ai.fourminds.rds.local.server;

import java.io.IOException;

/** One database on several servers: the first is written to, until another is promoted, and the others follow it. Thread-safe. */
public interface Replicas extends AutoCloseable {
    int size();

    /** A server as it is now: a promotion may replace it by another. */
    DatabaseServer server(int number);

    /** Promotes one server. Clients of the previous writer lose their connections. */
    void promote(int number) throws IOException;

    /** Waits until the others have all that was written so far. */
    void settle() throws IOException;

    @Override
    void close() throws IOException;
}
