package ai.fourminds.rds.plugin;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to one database of one instance, each with a token of its own. Thread-safe. */
@FunctionalInterface
public interface ConnectionSource {

    /** A new native connection that the caller closes. */
    Connection open() throws SQLException;
}
