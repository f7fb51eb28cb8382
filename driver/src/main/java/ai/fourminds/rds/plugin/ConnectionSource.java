package ai.fourminds.rds.plugin;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to one database of one instance, each with its own token. Thread-safe. */
@FunctionalInterface
public interface ConnectionSource {

    /** Opens a native connection; the caller closes it. */
    Connection open() throws SQLException;
}
