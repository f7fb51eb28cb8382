package ai.fourminds.rds.local.cognito;

import org.jspecify.annotations.Nullable;

/**
 * A user of the user pool, who signs in by user name, in any case, or by e-mail address. Immutable; never prints the
 * password.
 */
public record CognitoUser(
        String username, String password, @Nullable String email, UserState state) {
    public CognitoUser {
        if (username.isEmpty() || username.length() > 128 || blankWithin(username)) {
            throw new IllegalArgumentException("a user name has 1 to 128 characters, none of them white space");
        }
        if (password.isEmpty() || password.length() > 256 || blankWithin(password)) {
            throw new IllegalArgumentException("a password has 1 to 256 characters, none of them white space");
        }
    }

    /** Returns a confirmed user. */
    public static CognitoUser named(String username, String password) {
        return new CognitoUser(username, password, null, UserState.CONFIRMED);
    }

    public CognitoUser withEmail(String address) {
        return new CognitoUser(username, password, address, state);
    }

    public CognitoUser inState(UserState newState) {
        return new CognitoUser(username, password, email, newState);
    }

    private static boolean blankWithin(String text) {
        return text.codePoints().anyMatch(Character::isWhitespace);
    }

    @Override
    public String toString() {
        return "CognitoUser[" + username + ", " + state + "]";
    }
}
