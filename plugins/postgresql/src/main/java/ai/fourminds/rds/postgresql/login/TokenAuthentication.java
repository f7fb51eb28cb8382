package ai.fourminds.rds.postgresql.login;

import java.io.IOException;
import java.sql.SQLException;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * pgjdbc's {@code authenticationPluginClassName}; public because pgjdbc instantiates it by name. Returns the token if
 * the server requests a clear text password, as RDS does for IAM users, and nothing for any other request. Used by the
 * connecting thread.
 */
public final class TokenAuthentication implements AuthenticationPlugin {

    private final Login login = Login.underWay();

    /** Called by pgjdbc during a connect. */
    public TokenAuthentication() {}

    @Override
    public char[] getPassword(AuthenticationRequestType type) throws PSQLException {
        if (type != AuthenticationRequestType.CLEARTEXT_PASSWORD) {
            throw new NotIam(type);
        }
        try {
            return login.token().value().toCharArray();
        } catch (SQLException | IOException failure) {
            throw new PSQLException(failure.getMessage(), PSQLState.CONNECTION_FAILURE, failure);
        }
    }

    /** The server did not request a clear text password, as RDS does for a token; nothing was sent. */
    static final class NotIam extends PSQLException {

        private static final long serialVersionUID = 1L;

        NotIam(AuthenticationRequestType asked) {
            super(
                    "the server asks for " + asked + " authentication, which no IAM token can answer",
                    PSQLState.INVALID_PASSWORD);
        }
    }
}
