package ai.fourminds.rds.internal.aws;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Reads the AWS configuration files, {@code ~/.aws/config} and {@code ~/.aws/credentials}, each time anew. Stateless.
 */
public final class AwsFiles {

    private AwsFiles() {}

    /**
     * Returns what is wrong with the files, in the SDK's words; empty if they can be read. Every SDK client reads them.
     */
    public static Optional<String> fault() {
        try {
            ProfileFile.defaultProfileFile();
            return Optional.empty();
        } catch (RuntimeException malformed) {
            return Optional.of(String.valueOf(malformed.getMessage()));
        }
    }

    /**
     * Like {@link #fault}, and also what stops an SDK client before its call: a value in the files, an {@code AWS_*}
     * variable.
     */
    public static Optional<String> clientFault() {
        try (StsClient client = AwsClients.build(
                StsClient.builder(),
                AnonymousCredentialsProvider.create(),
                Region.US_EAST_1.id(),
                null,
                Duration.ofSeconds(1))) {
            Objects.requireNonNull(client);
            return fault();
        } catch (RuntimeException refused) {
            return fault().or(() -> Optional.of(String.valueOf(refused.getMessage())));
        }
    }

    /** Returns the profile of a name; the files must be readable. */
    public static Optional<Profile> profile(String name) {
        return ProfileFile.defaultProfileFile().profile(name);
    }

    /** Returns the names of all profiles, sorted; the files must be readable. */
    public static Set<String> profiles() {
        return new TreeSet<>(ProfileFile.defaultProfileFile().profiles().keySet());
    }
}
