package ai.fourminds.rds.internal.aws;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/** The AWS configuration files, {@code ~/.aws/config} and {@code ~/.aws/credentials}, as they are now. Stateless. */
public final class AwsFiles {

    private AwsFiles() {}

    /** What is wrong with the files, in the SDK's words; empty when they can be read. Every client of the SDK reads them. */
    public static Optional<String> fault() {
        try {
            ProfileFile.defaultProfileFile();
            return Optional.empty();
        } catch (RuntimeException malformed) {
            return Optional.of(String.valueOf(malformed.getMessage()));
        }
    }

    /** The profile of that name in readable files. */
    public static Optional<Profile> profile(String name) {
        return ProfileFile.defaultProfileFile().profile(name);
    }

    /** The names of the profiles in readable files, sorted. */
    public static Set<String> profiles() {
        return new TreeSet<>(ProfileFile.defaultProfileFile().profiles().keySet());
    }
}
