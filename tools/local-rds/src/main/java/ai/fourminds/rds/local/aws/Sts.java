package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.AwsException;
import ai.fourminds.rds.local.aws.query.Parameters;
import ai.fourminds.rds.local.aws.query.Service;
import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import ai.fourminds.rds.local.aws.query.Xml;
import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.oidc.JsonWebToken;
import ai.fourminds.rds.local.oidc.WebIdentityProvider;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** The actions of STS. Thread-safe. */
record Sts(Identities identities, SimulatedFaults faults) {
    private static final Duration DEFAULT = Duration.ofHours(1);
    private static final Duration MAX_CHAINED = Duration.ofHours(1);

    List<Action> actions() {
        return List.of(
                Action.signed(Service.STS, "GetCallerIdentity", (caller, parameters) -> callerIdentity(caller)),
                Action.signed(Service.STS, "AssumeRole", this::assumeRole),
                new Action(Service.STS, "AssumeRoleWithWebIdentity", false, (nobody, p) -> assumeWithWebIdentity(p)));
    }

    /** Requires no permission. */
    private static Consumer<Xml> callerIdentity(Principal caller) {
        return xml ->
                xml.text("Arn", caller.arn()).text("UserId", caller.userId()).text("Account", Account.LOCAL.id());
    }

    /** Returns temporary keys of a role whose trust policy names the caller. */
    private Consumer<Xml> assumeRole(Principal caller, Parameters parameters) {
        limits(parameters)
                .only("RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId")
                .length("ExternalId", 2, 1224)
                .pattern("ExternalId", "[\\w+=,.@:\\/-]*")
                .check();
        String roleArn = roleArn(parameters);
        String externalId = parameters.find("ExternalId").orElse(null);
        // Callers that a role does not trust must not learn whether it exists.
        Role role = identities
                .principals()
                .findRole(roleArn)
                .filter(found ->
                        found.trusts(caller, externalId) && !faults.denied().contains("sts:AssumeRole"))
                .orElseThrow(() -> denied("User: %s is not authorized to perform: sts:AssumeRole on resource: %s"
                        .formatted(caller.arn(), roleArn)));
        // A session that assumes another role gets an hour, whatever that role allows.
        if (Role.ofSession(caller.arn()).isPresent() && duration(parameters).compareTo(MAX_CHAINED) > 0) {
            throw AwsException.validation("The requested DurationSeconds exceeds the 1 hour session limit for roles"
                    + " assumed by role chaining");
        }
        Principal session = open(role, parameters);
        return xml -> write(session, xml);
    }

    /** Returns temporary keys for a token of the OpenID Connect provider. */
    private Consumer<Xml> assumeWithWebIdentity(Parameters parameters) {
        limits(parameters)
                .only("RoleArn", "RoleSessionName", "DurationSeconds", "WebIdentityToken")
                .required("WebIdentityToken")
                .length("WebIdentityToken", 4, 20_000)
                .check();
        String roleArn = roleArn(parameters);
        String text = parameters.get("WebIdentityToken");
        JsonWebToken token = JsonWebToken.parse(text)
                .orElseThrow(() -> invalid("The ID Token provided is not a valid JWT. (You may see this error if you"
                        + " sent an Access Token)"));
        demandGood(text, token);
        Role role = identities
                .principals()
                .findRole(roleArn)
                .filter(found -> found.trustsWebIdentity(
                        WebIdentityProvider.NAME, WebIdentityProvider.AUDIENCE, token.subject()))
                .orElseThrow(() -> denied("Not authorized to perform sts:AssumeRoleWithWebIdentity"));
        Principal session = open(role, parameters);
        return xml -> {
            write(session, xml);
            xml.text("SubjectFromWebIdentityToken", token.subject())
                    .text("Audience", WebIdentityProvider.AUDIENCE)
                    .text("Provider", identities.webIdentities().url());
        };
    }

    private void demandGood(String text, JsonWebToken token) {
        switch (identities.webIdentities().judge(token)) {
            case OTHER_ISSUER -> throw invalid("No OpenIDConnect provider found in your account for " + token.issuer());
            case UNKNOWN_KEY ->
                throw invalid("Couldn't retrieve verification key from your identity provider,  please reference"
                        + " AssumeRoleWithWebIdentity documentation for requirements");
            case BAD_SIGNATURE -> throw invalid("The signature of the ID Token provided is invalid");
            case CLAIM_MISSING -> throw invalid("Missing a required claim: sub, aud or exp");
            case NOT_YET_VALID -> throw invalid("The ID Token provided is not valid yet");
            case EXPIRED ->
                throw new AwsException(
                        400,
                        "ExpiredTokenException",
                        "Token expired: current date/time must be before the expiration date/time "
                                + token.expiresAt().orElseThrow().getEpochSecond());
            case GOOD -> {
                if (identities.webIdentities().revoked(text)) {
                    String message = "The identity provider rejected the token: it has been revoked";
                    throw new AwsException(403, "IDPRejectedClaim", message);
                }
                if (!token.audiences().contains(WebIdentityProvider.AUDIENCE)) {
                    throw invalid("Incorrect token audience");
                }
            }
        }
    }

    private static Constraints limits(Parameters parameters) {
        return new Constraints(parameters)
                .required("RoleArn")
                .length("RoleArn", 20, 2048)
                .required("RoleSessionName")
                .length("RoleSessionName", 2, 64)
                .pattern("RoleSessionName", "[\\w+=,.@-]*")
                .between("DurationSeconds", 900, 43_200);
    }

    private static String roleArn(Parameters parameters) {
        String arn = parameters.get("RoleArn");
        if (!arn.matches("arn:aws:iam::[0-9]{12}:role/[\\w+=,.@/-]+")) {
            throw AwsException.validation(arn + " is invalid");
        }
        return arn;
    }

    private static Duration duration(Parameters parameters) {
        return parameters
                .find("DurationSeconds")
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(DEFAULT);
    }

    private Principal open(Role role, Parameters parameters) {
        Duration duration = duration(parameters);
        if (duration.compareTo(role.maxSession()) > 0) {
            throw AwsException.validation(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return identities.principals().openSession(role, parameters.get("RoleSessionName"), duration);
    }

    private static void write(Principal session, Xml xml) {
        xml.element(
                        "Credentials",
                        credentials -> credentials
                                .text("AccessKeyId", session.accessKeyId())
                                .text("SecretAccessKey", session.secretAccessKey())
                                .text("SessionToken", Objects.requireNonNull(session.sessionToken()))
                                .text("Expiration", Objects.requireNonNull(session.expiresAt())))
                .element(
                        "AssumedRoleUser",
                        user -> user.text("AssumedRoleId", session.userId()).text("Arn", session.arn()));
    }

    private static AwsException invalid(String message) {
        return new AwsException(400, "InvalidIdentityToken", message);
    }

    private static AwsException denied(String message) {
        return new AwsException(403, "AccessDenied", message);
    }
}
