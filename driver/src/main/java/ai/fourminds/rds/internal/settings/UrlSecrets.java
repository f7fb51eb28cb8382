package ai.fourminds.rds.internal.settings;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

/** Warns about secrets in URLs, because tools store and log URLs; once per setting. Thread-safe. */
public final class UrlSecrets {

    private static final Set<Setting> WARNED = ConcurrentHashMap.newKeySet();

    private UrlSecrets() {}

    /** Warns about the secret settings among a URL's parameters. */
    public static void warn(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            Setting.named(name)
                    .filter(Setting::secret)
                    .filter(WARNED::add)
                    .ifPresent(setting -> Logger.getLogger("ai.fourminds.rds.settings")
                            .warning(setting.settingName()
                                    + " stands in the JDBC URL, which pools and tools keep and log. Set it"
                                    + " as a property, as " + setting.environmentVariable()
                                    + " in the environment, or in a saved"
                                    + " connection."));
        }
    }
}
