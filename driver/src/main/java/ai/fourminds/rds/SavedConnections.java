package ai.fourminds.rds;

import ai.fourminds.rds.internal.connect.Configuration;
import ai.fourminds.rds.internal.connect.SharedState;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.saved.ConfigurationFolder;
import ai.fourminds.rds.internal.saved.ConnectionFile;
import ai.fourminds.rds.internal.settings.Setting;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings that a user has saved under names, encrypted, in the configuration folder ({@code FOURMINDS_RDS_HOME}, else
 * the platform's). A JDBC URL uses them by {@code connection=NAME}. They never hold tokens or temporary credentials.
 * Thread-safe.
 */
public final class SavedConnections {

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,63}");
    private static final String MASK = "••••••••";

    private final ConnectionFile file;

    private SavedConnections(Map<String, String> environment) {
        this.file = new ConnectionFile(ConfigurationFolder.of(environment), environment);
    }

    /** Returns the saved connections of the user who runs this JVM. */
    public static SavedConnections ofUser() {
        return new SavedConnections(System.getenv());
    }

    /** Returns the file's path. */
    public Path path() {
        return file.path();
    }

    /** Returns the names, sorted. */
    public List<String> names() throws SQLException {
        return List.copyOf(file.read().keySet());
    }

    /** Returns the settings of one saved connection, secrets masked. */
    public Map<String, String> show(String name) throws SQLException {
        Map<String, String> shown = new TreeMap<>(file.settings(name));
        shown.replaceAll((setting, value) -> isMasked(setting) ? MASK : value);
        return shown;
    }

    /** Returns the values that {@link #show} masks, empty for an unknown name. For reuse; never show them. */
    public Map<String, String> masked(String name) throws SQLException {
        Map<String, String> masked = new TreeMap<>(file.read().getOrDefault(name, Map.of()));
        masked.keySet().removeIf(setting -> !isMasked(setting));
        return masked;
    }

    /** Masks settings that are not in the table too: they may be secrets of a third-party credentials method. */
    private static boolean isMasked(String setting) {
        return Setting.named(setting).map(Setting::secret).orElse(true);
    }

    /**
     * Saves settings and replaces those saved under the same name.
     *
     * @throws SQLException naming every fault of the name and the settings
     */
    public void save(String name, Map<String, String> settings) throws SQLException {
        if (!NAME.matcher(name).matches()) {
            throw SettingsFailures.invalid(List.of("connection: '" + name
                    + "' is no name; use up to 64 letters, digits, dots, hyphens and underscores"));
        }
        if (holds(settings, Setting.CONNECTION)) {
            throw SettingsFailures.invalid(List.of("connection: a saved connection cannot refer to another"));
        }
        if (holds(settings, Setting.SESSION_TOKEN)) {
            throw SettingsFailures.invalid(
                    List.of("sessionToken: temporary credentials are not saved; set it in the environment"));
        }
        Configuration.ofSettings(SharedState.get(), settings, Map.of());
        file.change(connections -> connections.put(name, new TreeMap<>(settings)));
    }

    private static boolean holds(Map<String, String> settings, Setting setting) {
        return settings.keySet().stream().anyMatch(setting.settingName()::equalsIgnoreCase);
    }

    /** Removes a saved connection; returns false if there is none. Makes no AWS call. */
    public boolean remove(String name) throws SQLException {
        if (!file.read().containsKey(name)) {
            return false;
        }
        file.change(connections -> connections.remove(name));
        return true;
    }

    @Override
    public String toString() {
        return "SavedConnections[" + file.path() + "]";
    }
}
