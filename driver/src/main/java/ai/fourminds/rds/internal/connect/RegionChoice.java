package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.calls.SharedCalls;
import ai.fourminds.rds.internal.calls.SharedCalls.Answer;
import ai.fourminds.rds.internal.credentials.ProfileMethod;
import ai.fourminds.rds.internal.failure.AwsFailures;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
import ai.fourminds.rds.internal.settings.Settings.Origin;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.InstanceProfileRegionProvider;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/**
 * Chooses the region: from the ARN or endpoint, the setting, or the AWS SDK's chain. The chain's environment and
 * profile are read each time; one call for all callers asks the metadata service, which may not respond. Thread-safe.
 */
final class RegionChoice {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int CAPACITY = 16;
    private static final Set<String> WITHOUT_PROFILE = Set.of("access-keys", "cognito");

    private final SharedCalls<Profile, Optional<String>> profiles;
    private final SharedCalls<String, String> machine;

    /** The profile in the settings, or null for the environment's. */
    private record Profile(String auth, @Nullable String name) {}

    RegionChoice(Clock clock) {
        profiles = new SharedCalls<>(clock, CAPACITY, failure -> true);
        machine = new SharedCalls<>(clock, 1, failure -> false, PAUSE);
    }

    /** @param named the region in an ARN or endpoint, or null */
    String of(Settings settings, @Nullable String named, Deadline deadline) throws SQLException {
        Optional<String> said = settings.text(Setting.REGION);
        if (named == null) {
            return said.isPresent() ? said.get() : sdkChain(settings, deadline);
        }
        Origin origin = settings.origin(Setting.REGION);
        boolean onPurpose = origin == Origin.PROPERTIES || origin == Origin.URL;
        if (onPurpose && !named.equals(said.orElse(named))) {
            throw SettingsFailures.invalid(List.of("region: '" + said.orElse("") + "' contradicts the instance's ARN or"
                    + " endpoint, which is in " + named + "; leave region out"));
        }
        return named;
    }

    private String sdkChain(Settings settings, Deadline deadline) throws SQLException {
        try {
            return new SystemSettingsRegionProvider().getRegion().id();
        } catch (SdkException notSet) {
            Profile profile = new Profile(
                    settings.required(Setting.AUTH),
                    settings.text(Setting.AWS_PROFILE).orElse(null));
            Optional<String> region = profiles.get(
                    profile,
                    deadline,
                    () -> Answer.of(ofProfile(profile), Duration.ZERO),
                    () -> AwsFailures.filesLate(deadline.limit()));
            return region.isPresent()
                    ? region.get()
                    : machine.get(
                            "metadata service",
                            deadline,
                            RegionChoice::ofThisMachine,
                            () -> SettingsFailures.regionUnknown(notSet));
        }
    }

    /**
     * Returns the profile's region. Fails for an unusable profile, which also explains missing credentials of methods
     * that read it.
     */
    private static Optional<String> ofProfile(Profile profile) throws SQLException {
        try {
            return Optional.of(new AwsProfileRegionProvider(null, profile.name())
                    .getRegion()
                    .id());
        } catch (RuntimeException notSet) {
            // The SDK's parser throws unchecked exceptions.
            String name = profile.name() == null
                    ? ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow()
                    : profile.name();
            Optional<CredentialsException> unusable = ProfileMethod.unusable(name, notSet);
            if (unusable.isPresent()) {
                throw WITHOUT_PROFILE.contains(profile.auth())
                        ? SettingsFailures.regionOfProfile(unusable.get())
                        : AwsFailures.credentials(profile.auth(), unusable.get());
            }
            return Optional.empty();
        }
    }

    private static Answer<String> ofThisMachine() throws SQLException {
        try {
            return Answer.of(new InstanceProfileRegionProvider().getRegion().id(), Answer.FOREVER);
        } catch (SdkException nowhere) {
            throw SettingsFailures.regionUnknown(nowhere);
        }
    }
}
