package ai.fourminds.rds.cli.local;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The credentials methods that a local RDS supports. */
public enum LocalMethod {
    /** A generated access key. */
    ACCESS_KEYS("access-keys"),
    /** A role that is assumed with a web identity token. */
    IAM_ROLE("iam-role"),
    /** A user of a user pool. */
    COGNITO("cognito");

    private final String auth;

    LocalMethod(String auth) {
        this.auth = auth;
    }

    /** Returns the method of this {@code auth} value. */
    public static Optional<LocalMethod> named(String auth) {
        return Arrays.stream(values())
                .filter(method -> method.auth.equals(auth))
                .findFirst();
    }

    /** Returns all names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(method -> method.auth).toList();
    }
}
