package ai.fourminds.rds.internal.credentials;

import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An OIDC token in a file that somebody else renews.
 *
 * @param file where it is
 */
record WebIdentityToken(String file) {

    // STS API reference, AssumeRoleWithWebIdentity: at most 20,000 characters.
    private static final int LONGEST = 20_000;

    /** Reads the token as it is now. */
    String read() throws CredentialsException {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > LONGEST) {
                throw unusable("holds more than " + LONGEST + " bytes, so it is no token", null);
            }
            String token = Files.readString(path, StandardCharsets.UTF_8).strip();
            if (token.isEmpty()) {
                throw unusable("is empty", null);
            }
            return token;
        } catch (IOException unreadable) {
            boolean absent = unreadable instanceof java.nio.file.NoSuchFileException;
            throw unusable(absent ? "does not exist" : "cannot be read", unreadable);
        }
    }

    private CredentialsException unusable(String why, @org.jspecify.annotations.Nullable IOException cause) {
        return new CredentialsException(
                CredentialsFault.WEB_IDENTITY_MISSING,
                "the web identity token file " + file + " " + why + ".",
                "Have the identity provider write a token there, or set webIdentityTokenFile to where it is.",
                cause);
    }
}
