package ai.fourminds.rds.spark.dialect;

import java.io.Serializable;
import java.sql.Connection;
import scala.Function1;
import scala.runtime.AbstractFunction1;

/**
 * Spark's own connections, for executors too: arriving there, it registers the dialects, which Spark 3.5 finds by no other
 * way. Immutable.
 */
final class RdsConnections extends AbstractFunction1<Object, Connection> implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Spark makes it for this very purpose.
    private final Function1<Object, Connection> connections;

    RdsConnections(Function1<Object, Connection> connections) {
        this.connections = connections;
    }

    @Override
    public Connection apply(Object partition) {
        return connections.apply(partition);
    }

    private Object readResolve() {
        RdsDialects.register();
        return this;
    }
}
