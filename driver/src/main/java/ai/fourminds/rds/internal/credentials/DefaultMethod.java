package ai.fourminds.rds.internal.credentials;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.credentials.CredentialsContext;
import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.credentials.CredentialsMethod;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.internal.aws.AwsClients;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/** {@code auth=default}: the AWS SDK's own chain, from environment variables to the instance's role. Stateless. */
final class DefaultMethod implements CredentialsMethod {

    @Override
    public String name() {
        return "default";
    }

    @Override
    public Set<String> settings() {
        return Set.of();
    }

    @Override
    public AwsKeys obtain(CredentialsContext context) throws CredentialsException {
        try (DefaultCredentialsProvider chain =
                DefaultCredentialsProvider.builder().build()) {
            return AwsClients.keys(chain.resolveCredentials());
        } catch (RuntimeException nothing) {
            // The chain's message lists every provider; only the user's profile is worth naming.
            String profile = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
            if (!profile.equals("default")
                    || AwsClients.fault().isPresent()
                    || ProfileFile.defaultProfileFile().profile(profile).isPresent()) {
                return ProfileMethod.obtain(profile);
            }
            throw new CredentialsException(
                    FailureCode.CREDENTIALS_UNAVAILABLE,
                    "the AWS SDK's default chain found none.",
                    "Sign in (aws sso login, aws configure) or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; or choose"
                            + " another method with auth=profile.",
                    nothing);
        }
    }
}
