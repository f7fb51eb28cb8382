package ai.fourminds.rds.plugin;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Mints IAM tokens for one user of one endpoint. A native driver that logs in once more, to cancel a statement, gets a token
 * of its own from here: a connection may keep this, never a token. Thread-safe.
 */
@FunctionalInterface
public interface TokenSource {

    /**
     * A token that is valid from now on.
     *
     * @param limit bound of a refresh of the AWS credentials, where they are due
     * @throws SQLException as the user should see it, if there are no valid credentials
     */
    AuthToken mint(Duration limit) throws SQLException;
}
