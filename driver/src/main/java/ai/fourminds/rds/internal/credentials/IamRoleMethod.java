package ai.fourminds.rds.internal.credentials;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * {@code auth=iam-role}: calls {@code AssumeRoleWithWebIdentity} if there is a web identity token, else
 * {@code AssumeRole} with the named profile or the AWS SDK's default chain. Chains both if the token is for a first
 * role (STS takes no external id with a web identity). Stateless; reads the token file at every call.
 */
record IamRoleMethod(Map<String, String> environment, CredentialsMethod chain) implements CredentialsMethod {

    // IAM User Guide, "Role chaining": a role assumed from another role's session lasts an hour at most, so the
    // shortest STS session is enough for the first step.
    private static final int SHORTEST = 900;

    @Override
    public String name() {
        return "iam-role";
    }

    @Override
    public Set<String> settings() {
        return Setting.names(Setting.AWS_PROFILE, Setting.WEB_IDENTITY_ROLE_ARN);
    }

    @Override
    public List<String> faults(Map<String, String> settings) {
        boolean token = tokenFile(settings).isPresent();
        if (settings.containsKey(Setting.AWS_PROFILE.settingName())
                && settings.containsKey(Setting.WEB_IDENTITY_TOKEN_FILE.settingName())) {
            return List.of(
                    "awsProfile: is where the role is taken from, and so is webIdentityTokenFile; leave one of them out");
        }
        if (!token && settings.containsKey(Setting.WEB_IDENTITY_ROLE_ARN.settingName())) {
            return List.of("webIdentityRoleArn: is taken with a web identity token, and there is none; set"
                    + " webIdentityTokenFile");
        }
        if (token
                && settings.containsKey(Setting.EXTERNAL_ID.settingName())
                && firstRole(settings).isEmpty()) {
            return List.of("webIdentityRoleArn: is required when there are both a web identity token and an externalId:"
                    + " STS takes no external id with a web identity, so a first role is taken with the token and roleArn"
                    + " with the external id from there");
        }
        return List.of();
    }

    @Override
    public AwsKeys obtain(CredentialsContext context) throws CredentialsException {
        AssumeRoleRequest target = AssumeRoleRequest.builder()
                .roleArn(context.required(Setting.ROLE_ARN.settingName()))
                .roleSessionName(context.required(Setting.ROLE_SESSION_NAME.settingName()))
                .durationSeconds(Integer.valueOf(context.required(Setting.ROLE_DURATION_SECONDS.settingName())))
                .externalId(context.setting(Setting.EXTERNAL_ID.settingName()).orElse(null))
                .build();
        RoleSessions sessions = new RoleSessions(context);
        Optional<String> token = tokenFile(context.settings());
        if (token.isEmpty()) {
            Optional<String> profile = context.setting(Setting.AWS_PROFILE.settingName());
            return sessions.assume(
                    target, profile.isPresent() ? ProfileMethod.obtain(profile.get()) : chain.obtain(context));
        }
        Optional<String> firstRole = firstRole(context.settings());
        return firstRole.isEmpty()
                ? sessions.assumeWithWebIdentity(target, token.get())
                : sessions.assume(
                        target, sessions.assumeWithWebIdentity(firstStep(target, firstRole.get()), token.get()));
    }

    private static AssumeRoleRequest firstStep(AssumeRoleRequest target, String firstRole) {
        return target.toBuilder()
                .roleArn(firstRole)
                .durationSeconds(SHORTEST)
                .externalId(null)
                .build();
    }

    /** Returns the token file in the settings, else the platform's; a named profile wins over the platform's. */
    private Optional<String> tokenFile(Map<String, String> settings) {
        String file = settings.get(Setting.WEB_IDENTITY_TOKEN_FILE.settingName());
        boolean profile = settings.containsKey(Setting.AWS_PROFILE.settingName());
        return file == null && !profile ? variable("AWS_WEB_IDENTITY_TOKEN_FILE") : Optional.ofNullable(file);
    }

    /** Returns the role to assume with the token, if not {@code roleArn}; a platform such as EKS sets token and role. */
    private Optional<String> firstRole(Map<String, String> settings) {
        String named = settings.get(Setting.WEB_IDENTITY_ROLE_ARN.settingName());
        boolean platform = settings.containsKey(Setting.EXTERNAL_ID.settingName())
                && !settings.containsKey(Setting.WEB_IDENTITY_TOKEN_FILE.settingName());
        return named == null && platform ? variable("AWS_ROLE_ARN") : Optional.ofNullable(named);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
