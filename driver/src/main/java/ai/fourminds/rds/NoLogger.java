package ai.fourminds.rds;

import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;

/** Says that there is none. Stateless. */
final class NoLogger {
    private NoLogger() {}

    @SuppressWarnings("DoNotCallSuggester") // It is called for what it throws.
    static Logger parent() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("fourminds-rds does not log through java.util.logging");
    }
}
