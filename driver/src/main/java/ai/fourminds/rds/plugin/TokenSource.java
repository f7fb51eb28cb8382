package ai.fourminds.rds.plugin;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Mints IAM tokens for one user of one endpoint. A native driver that logs in again, to cancel a statement, gets
 * another token from here: a connection may keep this source, never a token. Thread-safe.
 */
@FunctionalInterface
public interface TokenSource {

    /**
     * Mints a token that is valid from now on.
     *
     * @param limit the limit of a refresh of the AWS credentials, if one is due
     * @throws SQLException if there are no valid credentials, with a message for the user
     */
    AuthToken mint(Duration limit) throws SQLException;
}
