package ai.fourminds.rds.internal.credentials;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.internal.aws.AwsAnswers;
import ai.fourminds.rds.internal.aws.AwsClients;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Assumes roles through AWS STS, also with an OIDC token that another program renews. Used by one thread. */
record RoleSessions(CredentialsContext context) {

    // STS API reference, AssumeRoleWithWebIdentity: at most 20,000 characters.
    private static final int LONGEST = 20_000;

    // RFC 7515, compact serialization: header, payload and signature in base64url.
    private static final Pattern PARTS = Pattern.compile("([\\w-]+)\\.([\\w-]+)\\.[\\w-]+");

    /** Calls {@code AssumeRole}, signed with the given keys. */
    AwsKeys assume(AssumeRoleRequest role, AwsKeys from) throws CredentialsException {
        return call(role, from, sts -> sts.assumeRole(role).credentials());
    }

    /** Calls {@code AssumeRoleWithWebIdentity}, unsigned: the token is the proof. */
    AwsKeys assumeWithWebIdentity(AssumeRoleRequest role, String tokenFile) throws CredentialsException {
        String token = read(tokenFile);
        return call(
                role,
                null,
                sts -> sts.assumeRoleWithWebIdentity(request -> request.roleArn(role.roleArn())
                                .roleSessionName(role.roleSessionName())
                                .durationSeconds(role.durationSeconds())
                                .webIdentityToken(token))
                        .credentials());
    }

    private AwsKeys call(AssumeRoleRequest role, @Nullable AwsKeys signer, Function<StsClient, Credentials> operation)
            throws CredentialsException {
        try (StsClient sts = AwsClients.build(
                StsClient.builder(), signer, context.region(), context.endpointUrl(), context.timeout())) {
            Credentials granted = operation.apply(sts);
            return new AwsKeys(
                    granted.accessKeyId(), granted.secretAccessKey(), granted.sessionToken(), granted.expiration());
        } catch (AwsServiceException refusal) {
            throw refused(role, signer == null, refusal);
        } catch (RuntimeException unanswered) {
            throw AwsAnswers.unanswered("AWS STS", "sts", context, unanswered);
        }
    }

    private static CredentialsException refused(
            AssumeRoleRequest role, boolean byWebIdentity, AwsServiceException refusal) {
        String words = AwsAnswers.words(refusal);
        String noun = "the role " + role.roleArn();
        return switch (AwsAnswers.code(refusal)) {
            case "AccessDenied" ->
                new CredentialsException(
                        FailureCode.ROLE_REFUSED,
                        noun + " may not be assumed: " + words,
                        "Check roleArn; the role's trust policy must name the caller (or the OIDC provider, audience and"
                                + " subject of the token)"
                                + (role.externalId() == null
                                        ? ", and if it has an sts:ExternalId condition, set externalId."
                                        : " and the sts:ExternalId that externalId says."),
                        refusal);
            case "ExpiredToken", "ExpiredTokenException" ->
                byWebIdentity
                        ? new CredentialsException(
                                FailureCode.WEB_IDENTITY_EXPIRED,
                                "the web identity token has expired: " + words,
                                "Have the identity provider renew the token file; it is read again at the next connect.",
                                refusal)
                        : new CredentialsException(
                                FailureCode.CREDENTIALS_EXPIRED,
                                "the credentials that were to take " + noun + " have expired.",
                                "Renew them (aws sso login, fresh environment variables) and connect again.",
                                refusal);
            case "InvalidIdentityToken", "IDPRejectedClaim" ->
                new CredentialsException(
                        FailureCode.WEB_IDENTITY_REFUSED,
                        "AWS does not accept the web identity token: " + words,
                        "Check that the account has an OIDC identity provider with the token's issuer and audience, and"
                                + " that the token is this provider's.",
                        refusal);
            case "ValidationError" ->
                new CredentialsException(
                        FailureCode.ROLE_REFUSED,
                        "AWS refuses the request for " + noun + ": " + words,
                        "Check roleArn, roleSessionName and roleDurationSeconds (at most the role's own maximum, and 3600"
                                + " when one role is taken from another).",
                        refusal);
            default -> AwsAnswers.unexpected("AWS STS", refusal);
        };
    }

    /** Reads the current token. Refuses a file that is not a JSON Web Token, because it may hold another secret. */
    private static String read(String file) throws CredentialsException {
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
