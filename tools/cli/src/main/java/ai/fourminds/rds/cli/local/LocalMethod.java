package ai.fourminds.rds.cli.local;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The methods of credentials that a local RDS can be tried with. */
public enum LocalMethod {
    /** A throw-away access key. */
    ACCESS_KEYS("access-keys"),
    /** A role that is taken with a web identity token. */
    IAM_ROLE("iam-role"),
    /** A user of a user pool. */
    COGNITO("cognito");

    private final String auth;

    LocalMethod(String auth) {
        this.auth = auth;
    }

    /** The method that {@code auth} calls so. */
    public static Optional<LocalMethod> named(String auth) {
        return Arrays.stream(values())
                .filter(method -> method.auth.equals(auth))
                .findFirst();
    }

    /** The names of all. */
    public static List<String> names() {
        return Arrays.stream(values()).map(method -> method.auth).toList();
    }
}
