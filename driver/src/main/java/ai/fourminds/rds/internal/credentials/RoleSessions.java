package ai.fourminds.rds.internal.credentials;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.internal.aws.AwsAnswers;
import ai.fourminds.rds.internal.aws.AwsClients;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Assumes roles through AWS STS. Used by one thread. */
final class RoleSessions {

    /**
     * A role to assume.
     *
     * @param sessionName the session name, visible in CloudTrail
     * @param externalId the external id that the trust policy demands, or null
     */
    record RoleRequest(
            String roleArn,
            String sessionName,
            int durationSeconds,
            @Nullable String externalId) {

        // IAM User Guide, "Role chaining": a role assumed from another role's session lasts an hour at most, so the
        // shortest STS session is enough for the first step.
        private static final int SHORTEST = 900;

        /** Returns the request for the first role, from which this one is assumed. */
        RoleRequest asFirstStep(String firstRoleArn) {
            return new RoleRequest(firstRoleArn, sessionName, SHORTEST, null);
        }
    }

    private final CredentialsContext context;

    RoleSessions(CredentialsContext context) {
        this.context = context;
    }

    /** Calls {@code AssumeRole}, signed with the given keys. */
    AwsKeys assume(RoleRequest role, AwsKeys from) throws CredentialsException {
        return call(
                role,
                from,
                sts -> sts.assumeRole(request -> request.roleArn(role.roleArn())
                                .roleSessionName(role.sessionName())
                                .durationSeconds(role.durationSeconds())
                                .externalId(role.externalId()))
                        .credentials());
    }

    /** Calls {@code AssumeRoleWithWebIdentity}, unsigned: the token is the proof. */
    AwsKeys assumeWithWebIdentity(RoleRequest role, String tokenFile) throws CredentialsException {
        String token = WebIdentityToken.read(tokenFile);
        return call(
                role,
                null,
                sts -> sts.assumeRoleWithWebIdentity(request -> request.roleArn(role.roleArn())
                                .roleSessionName(role.sessionName())
                                .durationSeconds(role.durationSeconds())
                                .webIdentityToken(token))
                        .credentials());
    }

    private AwsKeys call(RoleRequest role, @Nullable AwsKeys signer, Function<StsClient, Credentials> operation)
            throws CredentialsException {
        try (StsClient sts = AwsClients.build(
                StsClient.builder(), signer, context.region(), context.endpointUrl(), context.timeout())) {
            Credentials granted = operation.apply(sts);
            return new AwsKeys(
                    granted.accessKeyId(), granted.secretAccessKey(), granted.sessionToken(), granted.expiration());
        } catch (AwsServiceException refusal) {
            throw refused(role, signer == null, refusal);
        } catch (RuntimeException unanswered) {
            throw AwsAnswers.unanswered("AWS STS", unanswered);
        }
    }

    private static CredentialsException refused(RoleRequest role, boolean byWebIdentity, AwsServiceException refusal) {
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
}
