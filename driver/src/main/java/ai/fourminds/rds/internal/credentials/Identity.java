package ai.fourminds.rds.internal.credentials;

import ai.fourminds.rds.internal.settings.Setting;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * Everything that decides which credentials a configuration yields: two configurations share credentials and cached
 * instances if and only if their identities are equal. {@code toString} shows no value.
 *
 * @param settings the values of all settings that the method reads
 * @param endpointUrl the configured endpoint of the RDS API, or null
 */
public record Identity(
        String method,
        Map<String, String> settings,
        String region,
        @Nullable URI endpointUrl) {

    public Identity {
        settings = Map.copyOf(settings);
    }

    /** Returns the profile that the credentials come from, or null. */
    public @Nullable String profile() {
        String named = settings.get(Setting.AWS_PROFILE.settingName());
        boolean ofEnvironment = named == null && (method.equals("default") || method.equals("iam-role"));
        return ofEnvironment
                ? ProfileFileSystemSetting.AWS_PROFILE
                        .getStringValue()
                        .filter(name -> !name.equals("default"))
                        .orElse(null)
                : named;
    }

    @Override
    public String toString() {
        return "Identity[" + method + ", " + settings.keySet() + ", " + region + "]";
    }
}
