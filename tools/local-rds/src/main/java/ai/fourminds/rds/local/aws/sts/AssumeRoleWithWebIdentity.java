package ai.fourminds.rds.local.aws.sts;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.Answer;
import ai.fourminds.rds.local.aws.query.AwsError;
import ai.fourminds.rds.local.aws.query.Parameters;
import ai.fourminds.rds.local.aws.query.Service;
import ai.fourminds.rds.local.iam.AccessKey;
import ai.fourminds.rds.local.iam.AssumableRole;
import ai.fourminds.rds.local.iam.Roles;
import ai.fourminds.rds.local.oidc.JsonWebToken;
import ai.fourminds.rds.local.oidc.WebIdentityProvider;
import java.time.Duration;
import java.util.Optional;

/** STS AssumeRoleWithWebIdentity: returns temporary keys for a token of the OpenID Connect provider. Thread-safe. */
public final class AssumeRoleWithWebIdentity implements Action.Unsigned {
    private final Roles roles;
    private final WebIdentityProvider provider;

    public AssumeRoleWithWebIdentity(Roles roles, WebIdentityProvider provider) {
        this.roles = roles;
        this.provider = provider;
    }

    @Override
    public String name() {
        return "AssumeRoleWithWebIdentity";
    }

    @Override
    public Service service() {
        return Service.STS;
    }

    @Override
    public Answer answer(Parameters parameters) {
        Optional<AwsError> fault = RoleSession.limits(parameters)
                .only("RoleArn", "RoleSessionName", "DurationSeconds", "WebIdentityToken")
                .required("WebIdentityToken")
                .length("WebIdentityToken", 4, 20_000)
                .violated()
                .or(() -> RoleSession.arnFault(parameters.get("RoleArn")));
        if (fault.isPresent()) {
            return fault.get();
        }
        String text = parameters.get("WebIdentityToken");
        Optional<JsonWebToken> token = JsonWebToken.parse(text);
        if (token.isEmpty()) {
            return AwsError.invalidIdentityToken(
                    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        }
        return tokenFault(text, token.get())
                .<Answer>map(refusal -> refusal)
                .orElseGet(() -> answer(parameters, token.get()));
    }

    private Answer answer(Parameters parameters, JsonWebToken token) {
        Optional<AssumableRole> role = roles.find(parameters.get("RoleArn"))
                .filter(found -> found.trustsWebIdentity(
                        WebIdentityProvider.NAME, WebIdentityProvider.AUDIENCE, token.subject()));
        if (role.isEmpty()) {
            return new AwsError(403, "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity");
        }
        Duration duration = RoleSession.duration(parameters);
        Optional<AwsError> tooLong = RoleSession.tooLong(duration, role.get());
        if (tooLong.isPresent()) {
            return tooLong.get();
        }
        AccessKey key = roles.openSession(role.get(), parameters.get("RoleSessionName"), duration);
        return new Answer.Result(xml -> {
            RoleSession.write(key, xml);
            xml.text("SubjectFromWebIdentityToken", token.subject())
                    .text("Audience", WebIdentityProvider.AUDIENCE)
                    .text("Provider", provider.url());
        });
    }

    private Optional<AwsError> tokenFault(String text, JsonWebToken token) {
        return switch (provider.judge(token)) {
            case OTHER_ISSUER -> fault("No OpenIDConnect provider found in your account for " + token.issuer());
            case UNKNOWN_KEY ->
                fault("Couldn't retrieve verification key from your identity provider,  please reference"
                        + " AssumeRoleWithWebIdentity documentation for requirements");
            case BAD_SIGNATURE -> fault("The signature of the ID Token provided is invalid");
            case CLAIM_MISSING -> fault("Missing a required claim: sub, aud or exp");
            case NOT_YET_VALID -> fault("The ID Token provided is not valid yet");
            case EXPIRED ->
                Optional.of(new AwsError(
                        400,
                        "ExpiredTokenException",
                        "Token expired: current date/time must be before the expiration date/time "
                                + token.expiresAt().orElseThrow().getEpochSecond()));
            case GOOD -> goodTokenFault(text, token);
        };
    }

    private Optional<AwsError> goodTokenFault(String text, JsonWebToken token) {
        if (provider.revoked(text)) {
            String message = "The identity provider rejected the token: it has been revoked";
            return Optional.of(new AwsError(403, "IDPRejectedClaim", message));
        }
        return token.audiences().contains(WebIdentityProvider.AUDIENCE)
                ? Optional.empty()
                : fault("Incorrect token audience");
    }

    private static Optional<AwsError> fault(String message) {
        return Optional.of(AwsError.invalidIdentityToken(message));
    }
}
