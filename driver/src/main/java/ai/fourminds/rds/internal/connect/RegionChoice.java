package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.calls.SharedCalls.Answer;
import ai.fourminds.rds.internal.credentials.ProfileFailures;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
import ai.fourminds.rds.internal.settings.Settings.Origin;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.InstanceProfileRegionProvider;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/**
 * Which region is meant: the ARN's or endpoint's, the setting's, that of the AWS SDK's chain. Of the chain, the environment and the
 * profile are read each time; the metadata service, which may be silent, is asked by one caller for all. Stateless.
 */
final class RegionChoice {

    private RegionChoice() {}

    /** @param named the region of an ARN or endpoint, or null */
    static String of(SharedState shared, Settings settings, @Nullable String named, Deadline deadline)
            throws SQLException {
        Optional<String> said = settings.text(Setting.REGION);
        if (named == null) {
            return said.isPresent() ? said.get() : sdkChain(shared, settings, deadline);
        }
        Origin origin = settings.origin(Setting.REGION);
        boolean onPurpose = origin == Origin.PROPERTIES || origin == Origin.URL;
        if (onPurpose && !named.equals(said.orElse(named))) {
            throw SettingsFailures.invalid(List.of("region: '" + said.orElse("") + "' contradicts the instance's ARN or"
                    + " endpoint, which is in " + named + "; leave region out"));
        }
        return named;
    }

    private static String sdkChain(SharedState shared, Settings settings, Deadline deadline) throws SQLException {
        String profile = settings.text(Setting.AWS_PROFILE).orElse(null);
        try {
            return new AwsRegionProviderChain(
                            new SystemSettingsRegionProvider(), new AwsProfileRegionProvider(null, profile))
                    .getRegion()
                    .id();
        } catch (SdkException notSet) {
            ProfileFailures.requireProfile(settings.required(Setting.AUTH), settings.text(Setting.AWS_PROFILE), notSet);
            return shared.regions()
                    .get(
                            "metadata service",
                            deadline,
                            () -> ofThisMachine(notSet),
                            () -> SettingsFailures.regionUnknown(notSet));
        }
    }

    private static Answer<String> ofThisMachine(SdkException notSet) throws SQLException {
        try {
            return Answer.of(new InstanceProfileRegionProvider().getRegion().id(), Answer.FOREVER);
        } catch (SdkException nowhere) {
            nowhere.addSuppressed(notSet);
            throw SettingsFailures.regionUnknown(nowhere);
        }
    }
}
