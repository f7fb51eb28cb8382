package ai.fourminds.rds.postgresql.login;

import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** The server did not request a clear text password, as RDS does for a token; nothing was sent. Immutable. */
final class NotIamLogin extends PSQLException {

    private static final long serialVersionUID = 1L;

    NotIamLogin(AuthenticationRequestType asked) {
        super(
                "the server asks for " + asked + " authentication, which no IAM token can answer",
                PSQLState.INVALID_PASSWORD);
    }
}
