package ai.fourminds.rds.local.server;

import java.io.IOException;

/** Servers with the same database: a writer, at first the server of number 0, and replicas. Thread-safe. */
public interface Replicas extends AutoCloseable {
    int size();

    /** Returns the current server of this number, which a promotion may replace. */
    DatabaseServer server(int number);

    /** Promotes a server. Clients of the previous writer lose their connections. */
    void promote(int number) throws IOException;

    /** Waits until the replicas have all earlier writes. */
    void settle() throws IOException;

    @Override
    void close() throws IOException;
}
