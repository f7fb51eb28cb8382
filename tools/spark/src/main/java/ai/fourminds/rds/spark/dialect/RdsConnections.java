package ai.fourminds.rds.spark.dialect;

import java.io.Serializable;
import java.sql.Connection;
import scala.Function1;
import scala.runtime.AbstractFunction1;

/**
 * Opens Spark's own connections, and registers the dialects when it is deserialized on an executor: Spark 3.5 offers no
 * other way. Immutable.
 */
final class RdsConnections extends AbstractFunction1<Object, Connection> implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Spark creates it to be serialized.
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
