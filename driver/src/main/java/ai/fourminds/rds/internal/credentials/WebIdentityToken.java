package ai.fourminds.rds.internal.credentials;

import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.failure.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads an OIDC token from a file that another program renews. Stateless. */
final class WebIdentityToken {

    // STS API reference, AssumeRoleWithWebIdentity: at most 20,000 characters.
    private static final int LONGEST = 20_000;

    // RFC 7515, compact serialization: header, payload and signature in base64url.
    private static final Pattern PARTS = Pattern.compile("([\\w-]+)\\.([\\w-]+)\\.[\\w-]+");

    private WebIdentityToken() {}

    /** Reads the current token. Refuses a file that is not a JSON Web Token, because it may hold another secret. */
    static String read(String file) throws CredentialsException {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw unusable(file, "holds more than " + LONGEST + " bytes, so it is no token", null);
            }
            String token = new String(bytes, StandardCharsets.UTF_8).strip();
            if (token.isEmpty()) {
                throw unusable(file, "is empty", null);
            }
            if (!isJwt(token)) {
                throw unusable(file, "holds no JSON Web Token, so nothing of it was sent", null);
            }
            return token;
        } catch (IOException unreadable) {
            boolean absent = unreadable instanceof NoSuchFileException;
            throw unusable(file, absent ? "does not exist" : "cannot be read", unreadable);
        }
    }

    private static boolean isJwt(String token) {
        Matcher parts = PARTS.matcher(token);
        return parts.matches()
                && decoded(parts.group(1)).contains("\"alg\"")
                && decoded(parts.group(2)).startsWith("{");
    }

    private static String decoded(String part) {
        try {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private static CredentialsException unusable(String file, String why, @Nullable IOException cause) {
        return new CredentialsException(
                FailureCode.WEB_IDENTITY_MISSING,
                "the web identity token file " + file + " " + why + ".",
                "Have the identity provider write a token there, or set webIdentityTokenFile to where it is.",
                cause);
    }
}
