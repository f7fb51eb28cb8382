package ai.fourminds.rds.internal.credentials;

import static ai.fourminds.rds.internal.settings.Setting.AWS_PROFILE;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.internal.aws.SdkKeys;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;

/** {@code auth=profile}: a named profile of the shared AWS configuration files. Stateless. */
final class ProfileMethod implements CredentialsMethod {

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public Set<String> settings() {
        return Set.of(AWS_PROFILE.settingName());
    }

    @Override
    public AwsKeys obtain(CredentialsContext context) throws CredentialsException {
        return obtain(context.setting(AWS_PROFILE.settingName()).orElse("default"));
    }

    static AwsKeys obtain(String profile) throws CredentialsException {
        try (ProfileCredentialsProvider provider = ProfileCredentialsProvider.create(profile)) {
            return SdkKeys.from(provider.resolveCredentials());
        } catch (RuntimeException unusable) {
            throw ProfileFailures.of(profile, unusable);
        }
    }
}
