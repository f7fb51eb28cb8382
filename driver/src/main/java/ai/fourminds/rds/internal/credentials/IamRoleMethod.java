package ai.fourminds.rds.internal.credentials;

import static ai.fourminds.rds.internal.settings.Setting.AWS_PROFILE;
import static ai.fourminds.rds.internal.settings.Setting.EXTERNAL_ID;
import static ai.fourminds.rds.internal.settings.Setting.ROLE_ARN;
import static ai.fourminds.rds.internal.settings.Setting.ROLE_DURATION_SECONDS;
import static ai.fourminds.rds.internal.settings.Setting.ROLE_SESSION_NAME;
import static ai.fourminds.rds.internal.settings.Setting.WEB_IDENTITY_ROLE_ARN;
import static ai.fourminds.rds.internal.settings.Setting.WEB_IDENTITY_TOKEN_FILE;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.credentials.RoleSessions.RoleRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code auth=iam-role}: calls {@code AssumeRoleWithWebIdentity} if there is a web identity token, else
 * {@code AssumeRole} with the named profile or the AWS SDK's default chain. Chains both if the token is for a first
 * role (STS takes no external id with a web identity). Stateless; reads the token file at every call.
 */
final class IamRoleMethod implements CredentialsMethod {

    private final Map<String, String> environment;
    private final CredentialsMethod chain;

    IamRoleMethod(Map<String, String> environment, CredentialsMethod chain) {
        this.environment = Map.copyOf(environment);
        this.chain = chain;
    }

    @Override
    public String name() {
        return "iam-role";
    }

    @Override
    public Set<String> settings() {
        return Stream.of(
                        AWS_PROFILE,
                        ROLE_ARN,
                        ROLE_SESSION_NAME,
                        EXTERNAL_ID,
                        ROLE_DURATION_SECONDS,
                        WEB_IDENTITY_TOKEN_FILE,
                        WEB_IDENTITY_ROLE_ARN)
                .map(setting -> setting.settingName())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<String> faults(Map<String, String> settings) {
        boolean token = tokenFile(settings).isPresent();
        if (settings.containsKey(AWS_PROFILE.settingName())
                && settings.containsKey(WEB_IDENTITY_TOKEN_FILE.settingName())) {
            return List.of(
                    "awsProfile: is where the role is taken from, and so is webIdentityTokenFile; leave one of them out");
        }
        if (!token && settings.containsKey(WEB_IDENTITY_ROLE_ARN.settingName())) {
            return List.of("webIdentityRoleArn: is taken with a web identity token, and there is none; set"
                    + " webIdentityTokenFile");
        }
        if (token
                && settings.containsKey(EXTERNAL_ID.settingName())
                && firstRole(settings).isEmpty()) {
            return List.of("webIdentityRoleArn: is required when there are both a web identity token and an externalId:"
                    + " STS takes no external id with a web identity, so a first role is taken with the token and roleArn"
                    + " with the external id from there");
        }
        return List.of();
    }

    @Override
    public AwsKeys obtain(CredentialsContext context) throws CredentialsException {
        RoleRequest target = new RoleRequest(
                context.required(ROLE_ARN.settingName()),
                context.setting(ROLE_SESSION_NAME.settingName()).orElse("fourminds-rds"),
                context.setting(ROLE_DURATION_SECONDS.settingName())
                        .map(Integer::valueOf)
                        .orElse(3600),
                context.setting(EXTERNAL_ID.settingName()).orElse(null));
        RoleSessions sessions = new RoleSessions(context);
        Optional<WebIdentityToken> token = tokenFile(context.settings()).map(WebIdentityToken::new);
        if (token.isEmpty()) {
            Optional<String> profile = context.setting(AWS_PROFILE.settingName());
            return sessions.assume(
                    target, profile.isPresent() ? ProfileMethod.obtain(profile.get()) : chain.obtain(context));
        }
        Optional<String> firstRole = firstRole(context.settings());
        return firstRole.isEmpty()
                ? sessions.assumeWithWebIdentity(target, token.get())
                : sessions.assume(
                        target, sessions.assumeWithWebIdentity(target.asFirstStep(firstRole.get()), token.get()));
    }

    /** Returns the token file in the settings, else the platform's; a named profile wins over the platform's. */
    private Optional<String> tokenFile(Map<String, String> settings) {
        String file = settings.get(WEB_IDENTITY_TOKEN_FILE.settingName());
        boolean profile = settings.containsKey(AWS_PROFILE.settingName());
        return file == null && !profile ? tokenOfEnvironment() : Optional.ofNullable(file);
    }

    /** Returns the role to assume with the token, if that is not {@code roleArn} itself. */
    private Optional<String> firstRole(Map<String, String> settings) {
        String named = settings.get(WEB_IDENTITY_ROLE_ARN.settingName());
        boolean platform = settings.containsKey(EXTERNAL_ID.settingName())
                && !settings.containsKey(WEB_IDENTITY_TOKEN_FILE.settingName());
        return named == null && platform ? roleOfEnvironment() : Optional.ofNullable(named);
    }

    private Optional<String> tokenOfEnvironment() {
        return Optional.ofNullable(environment.get("AWS_WEB_IDENTITY_TOKEN_FILE"))
                .filter(file -> !file.isEmpty());
    }

    /** Returns the role for the environment's token; a platform such as EKS sets both. */
    private Optional<String> roleOfEnvironment() {
        return Optional.ofNullable(environment.get("AWS_ROLE_ARN")).filter(arn -> !arn.isEmpty());
    }
}
