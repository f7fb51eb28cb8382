package ai.fourminds.rds.internal.credentials;

import static ai.fourminds.rds.internal.settings.Setting.EXTERNAL_ID;
import static ai.fourminds.rds.internal.settings.Setting.ROLE_ARN;
import static ai.fourminds.rds.internal.settings.Setting.ROLE_DURATION_SECONDS;
import static ai.fourminds.rds.internal.settings.Setting.ROLE_SESSION_NAME;
import static ai.fourminds.rds.internal.settings.Setting.WEB_IDENTITY_ROLE_ARN;
import static ai.fourminds.rds.internal.settings.Setting.WEB_IDENTITY_TOKEN_FILE;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsFault;
import ai.fourminds.rds.credentials.CredentialsMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code auth=iam-role}: with a web identity token {@code AssumeRoleWithWebIdentity}, without {@code AssumeRole} on the
 * AWS SDK's default chain, and one after the other where the role demands an external id, which STS does not take with a
 * web identity. Stateless; the token file is read at every call.
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
        boolean token = settings.containsKey(WEB_IDENTITY_TOKEN_FILE.settingName())
                || tokenOfEnvironment().isPresent();
        boolean demanded = settings.containsKey(EXTERNAL_ID.settingName());
        boolean firstRole = settings.containsKey(WEB_IDENTITY_ROLE_ARN.settingName())
                || (!settings.containsKey(WEB_IDENTITY_TOKEN_FILE.settingName())
                        && roleOfEnvironment().isPresent());
        if (token && demanded && !firstRole) {
            return List.of("webIdentityRoleArn: is required when there are both a web identity token and an externalId:"
                    + " STS takes no external id with a web identity, so a first role is taken with the token and roleArn"
                    + " with the external id from there");
        }
        return List.of();
    }

    @Override
    public AwsKeys obtain(CredentialsContext context) throws CredentialsException {
        RoleRequest target = new RoleRequest(
                context.setting(ROLE_ARN.settingName())
                        .orElseThrow(() -> new CredentialsException(
                                CredentialsFault.UNAVAILABLE, "roleArn is not set.", "Set roleArn.", null)),
                context.setting(ROLE_SESSION_NAME.settingName()).orElse("fourminds-rds"),
                context.setting(ROLE_DURATION_SECONDS.settingName())
                        .map(Integer::valueOf)
                        .orElse(3600),
                context.setting(EXTERNAL_ID.settingName()).orElse(null));
        Optional<String> settingsFile = context.setting(WEB_IDENTITY_TOKEN_FILE.settingName());
        Optional<WebIdentityToken> token =
                settingsFile.or(this::tokenOfEnvironment).map(WebIdentityToken::new);
        RoleSessions sessions = new RoleSessions(context);
        if (token.isEmpty()) {
            return sessions.assume(target, chain.obtain(context));
        }
        if (target.externalId() == null) {
            return sessions.assumeWithWebIdentity(target, token.get());
        }
        String firstRole = context.setting(WEB_IDENTITY_ROLE_ARN.settingName())
                .or(() -> settingsFile.isPresent() ? Optional.empty() : roleOfEnvironment())
                .orElseThrow(() -> new CredentialsException(
                        CredentialsFault.UNAVAILABLE,
                        "externalId cannot be used with a web identity token alone.",
                        "Set webIdentityRoleArn to the role to take with the token first.",
                        null));
        return sessions.assume(target, sessions.assumeWithWebIdentity(target.asFirstStep(firstRole), token.get()));
    }

    private Optional<String> tokenOfEnvironment() {
        return Optional.ofNullable(environment.get("AWS_WEB_IDENTITY_TOKEN_FILE"))
                .filter(file -> !file.isEmpty());
    }

    /** The role that goes with the environment's token, where a platform such as EKS sets both. */
    private Optional<String> roleOfEnvironment() {
        return Optional.ofNullable(environment.get("AWS_ROLE_ARN")).filter(arn -> !arn.isEmpty());
    }
}
