package ai.fourminds.rds.plugin;

import java.util.Objects;

/**
 * An IAM authentication token: a presigned {@code rds-db:connect} request, valid for 15 minutes, used as the password
 * of one login. {@code toString} does not show it.
 *
 * @param value the token as the server expects it; about 1,400 characters with a session token, sometimes more
 */
public record AuthToken(String value) {

    /** Refuses null. */
    public AuthToken {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return "AuthToken[redacted]";
    }
}
