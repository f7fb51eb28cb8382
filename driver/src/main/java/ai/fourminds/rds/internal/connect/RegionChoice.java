package ai.fourminds.rds.internal.connect;

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
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** Which region is meant: the ARN's or endpoint's, the setting's, the AWS SDK's. Stateless. */
final class RegionChoice {

    private RegionChoice() {}

    /** @param named the region of an ARN or endpoint, or null */
    static String of(Settings settings, @Nullable String named) throws SQLException {
        Optional<String> said = settings.text(Setting.REGION);
        if (named == null) {
            return said.isPresent() ? said.get() : sdkChain(settings);
        }
        Origin origin = settings.origin(Setting.REGION);
        boolean onPurpose = origin == Origin.PROPERTIES || origin == Origin.URL;
        if (onPurpose && !named.equals(said.orElse(named))) {
            throw SettingsFailures.invalid(List.of("region: '" + said.orElse("") + "' contradicts the instance's ARN or"
                    + " endpoint, which is in " + named + "; leave region out"));
        }
        return named;
    }

    private static String sdkChain(Settings settings) throws SQLException {
        var chain = DefaultAwsRegionProviderChain.builder();
        settings.text(Setting.AWS_PROFILE).ifPresent(chain::profileName);
        try {
            return chain.build().getRegion().id();
        } catch (SdkException nowhere) {
            ProfileFailures.requireProfile(
                    settings.required(Setting.AUTH), settings.text(Setting.AWS_PROFILE), nowhere);
            throw SettingsFailures.regionUnknown(nowhere);
        }
    }
}
