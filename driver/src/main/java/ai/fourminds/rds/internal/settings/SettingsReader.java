package ai.fourminds.rds.internal.settings;

import ai.fourminds.rds.internal.settings.Settings.Origin;
import ai.fourminds.rds.internal.settings.Settings.Value;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@link Settings} from their layers and checks them. Used by one thread.
 *
 * <p>Precedence (earlier wins): Properties, URL, environment, a saved connection, defaults. Empty values count as
 * unset, because GUI tools send every field of their property sheet. {@link AuthChoice} decides on the credentials
 * method.
 */
public final class SettingsReader {

    /** The credentials methods as the settings code sees them. */
    public interface MethodTable {

        /** Returns each method's name with the names of the settings it reads. */
        Map<String, Set<String>> settingsByName();

        /** Returns why other methods on the class path cannot be used. */
        default List<String> broken() {
            return List.of();
        }

        /** Returns a method's faults in the values of its settings, each as {@code name: complaint}. */
        List<String> faults(String method, Map<String, String> settings);
    }

    /** Reads the settings of saved connections. */
    @FunctionalInterface
    public interface SavedSettings {

        /**
         * Returns the settings saved under a name.
         *
         * @param connectTimeout the limit for reading them, from the settings so far
         * @throws SQLException if there are none, or they cannot be read
         */
        Map<String, String> of(String name, Optional<Duration> connectTimeout) throws SQLException;
    }

    private static final String DATABASE = "name the database in the URL, after the instance";

    // More properties than this are not misspelt settings.
    private static final int MAX_COMPARED = 100;
    private static final List<String> NAMES =
            Stream.of(Setting.values()).map(Setting::settingName).toList();

    private static final Map<String, String> VARIABLES =
            Stream.of(Setting.values()).collect(Collectors.toMap(Setting::settingName, Setting::environmentVariable));
    // What other drivers call it. The native driver would pass over such a name in silence.
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "username", "did you mean user?",
            "database", DATABASE,
            "databasename", DATABASE,
            "dbname", DATABASE,
            "db", DATABASE);

    private final MethodTable methods;
    private final Set<String> methodNames;
    private final SavedSettings saved;
    private final List<String> faults;
    private final EnumMap<Setting, Value> values = new EnumMap<>(Setting.class);
    private final Map<String, Value> methodSettings = new HashMap<>();
    private final Map<String, String> nativeProperties = new HashMap<>();
    private final Map<String, String> refusals = new HashMap<>();
    private Trust trust = Trust.ENVIRONMENT;

    public SettingsReader(MethodTable methods, SavedSettings saved, List<String> faults) {
        this.methods = methods;
        this.methodNames =
                methods.settingsByName().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        this.saved = saved;
        this.faults = faults;
    }

    /**
     * Reads the layers. Do not use the result if faults were added.
     *
     * @throws SQLException if a named saved connection cannot be read
     */
    public Settings read(Map<String, String> properties, Map<String, String> url, Map<String, String> environment)
            throws SQLException {
        trust = Trust.of(environment, faults);
        layer(properties, Origin.PROPERTIES);
        layer(url, Origin.URL);
        environment(environment);
        Value connection = values.get(Setting.CONNECTION);
        if (connection != null) {
            Optional<Duration> limit = Optional.ofNullable(values.get(Setting.CONNECT_TIMEOUT))
                    .flatMap(span -> SettingType.span(span.text()));
            layer(saved.of(connection.text(), limit), Origin.SAVED);
        }
        checkTrust();
        String auth = new AuthChoice(methods.settingsByName(), values, methodSettings, faults).settle();
        checkSignIn();
        Settings settings = new Settings(values, methodSettings, nativeProperties, refusals);
        checkAuth(auth, settings);
        checkSpans(settings);
        return settings;
    }

    private void environment(Map<String, String> environment) {
        for (Setting setting : Setting.values()) {
            String text = environment.get(setting.environmentVariable());
            if (text != null && !text.isEmpty()) {
                put(setting, text, Origin.ENVIRONMENT);
            }
        }
        environment.forEach((variable, text) -> {
            if (variable.startsWith(Setting.ENVIRONMENT_PREFIX)
                    && !text.isEmpty()
                    && !VARIABLES.containsValue(variable)) {
                String typed =
                        variable.substring(Setting.ENVIRONMENT_PREFIX.length()).replace("_", "");
                Spelling.nearest(typed, NAMES, 1)
                        .forEach(meant ->
                                faults.add(variable + ": is no setting; did you mean " + VARIABLES.get(meant) + "?"));
            }
        });
    }

    private void layer(Map<String, String> layer, Origin origin) {
        layer.forEach((name, text) -> {
            Optional<Setting> setting = Setting.named(name);
            if (text.isEmpty()) {
                // Tools send empty properties for unfilled fields; an empty value in a URL was written on purpose.
                if (origin == Origin.URL && setting.isPresent() && setting.get() != Setting.USER) {
                    faults.add(name + ": is empty in the URL; give it a value, or leave it out");
                }
                return;
            }
            if (setting.isPresent()) {
                put(setting.get(), text, origin);
            } else if (name.equalsIgnoreCase("password")) {
                faults.add(
                        "password: is not used: the driver logs in with a fresh IAM token for each connect; leave it empty");
            } else if (methodNames.contains(name)) {
                ofMethod(name, new Value(text, origin));
            } else {
                foreign(name, text, origin);
            }
        });
    }

    /** Only the method knows the effect of its own setting. */
    private void ofMethod(String name, Value value) {
        if (methodSettings.putIfAbsent(name, value) == null && !trust.covers(value.origin())) {
            faults.add(name + ": is for a credentials method of your own" + trust.refusal(value.origin(), null));
        }
    }

    private void foreign(String name, String text, Origin origin) {
        String otherName = OTHER_NAMES.get(name.toLowerCase(Locale.ROOT));
        if (otherName != null) {
            faults.add(name + ": is no setting; " + otherName);
            return;
        }
        List<String> meant = nativeProperties.size() < MAX_COMPARED ? Spelling.nearest(name, NAMES, 1) : List.of();
        if (meant.isEmpty()) {
            if (nativeProperties.putIfAbsent(name, text) == null && !trust.covers(origin)) {
                refusals.put(name, trust.refusal(origin, null));
            }
        } else {
            faults.add(name + ": is no setting; did you mean " + meant.get(0) + "?");
        }
    }

    private void put(Setting setting, String given, Origin origin) {
        boolean text = setting.secret() || setting.type() == SettingType.TEXT;
        String value = text && setting.choices().isEmpty() ? given : given.strip();
        Optional<String> complaint = setting.complaint(value);
        if (complaint.isPresent()) {
            // In front of an @ may be a password.
            boolean shown = !setting.secret() && value.indexOf('@') < 0;
            faults.add(nameFor(setting, origin) + ": " + (shown ? "'" + value + "' " : "") + complaint.get());
        } else {
            String kept = setting.choices().isEmpty() ? value : value.toLowerCase(Locale.ROOT);
            Value before = values.putIfAbsent(setting, new Value(kept, origin));
            if (before != null && before.origin() == origin && !before.text().equals(kept)) {
                faults.add(setting.settingName() + ": is given twice, with different values; leave one of them out");
            }
        }
    }

    private void checkTrust() {
        values.forEach((setting, value) -> {
            if (!trust.covers(value.origin())) {
                setting.reach(value.text())
                        .ifPresent(reach -> faults.add(setting.settingName() + ": " + reach
                                + trust.refusal(value.origin(), setting.environmentVariable())));
            }
        });
    }

    /** A stranger's user pool is not sent the user's password: only SRP proves it without sending it. */
    private void checkSignIn() {
        Value password = values.get(Setting.COGNITO_PASSWORD);
        boolean foreignPool = Stream.of(Setting.COGNITO_USER_POOL_ID, Setting.COGNITO_CLIENT_ID)
                .map(values::get)
                .anyMatch(value -> value != null && !trust.covers(value.origin()));
        if (password == null || !trust.covers(password.origin()) || !foreignPool) {
            return;
        }
        Value flow = values.get(Setting.COGNITO_FLOW);
        if (flow != null && flow.text().equals("password")) {
            String variable = Setting.COGNITO_USER_POOL_ID.environmentVariable();
            faults.add(Setting.COGNITO_USER_POOL_ID.settingName() + ": with cognitoFlow=password is sent your password"
                    + trust.refusal(Origin.URL, variable));
        } else {
            values.put(Setting.COGNITO_FLOW, new Value("srp", Origin.DEFAULT));
        }
    }

    private static String nameFor(Setting setting, Origin origin) {
        return origin == Origin.ENVIRONMENT ? setting.environmentVariable() : setting.settingName();
    }

    private void checkAuth(String auth, Settings settings) {
        if (!methods.settingsByName().containsKey(auth)) {
            faults.add(Setting.AUTH.settingName() + ": '" + auth + "' is none of "
                    + String.join(", ", new TreeSet<>(methods.settingsByName().keySet()))
                    + methods.broken().stream()
                            .map(why -> "; one that is broken: " + why)
                            .collect(Collectors.joining()));
            return;
        }
        for (Setting setting : Setting.values()) {
            if (setting.requiredBy(auth) && settings.text(setting).isEmpty()) {
                faults.add(setting.settingName() + ": is required by auth=" + auth + ": " + setting.description());
            }
        }
        Set<String> names = methods.settingsByName().getOrDefault(auth, Set.of());
        methods.faults(auth, settings.named(names)).forEach(faults::add);
    }

    private void checkSpans(Settings settings) {
        for (Setting setting : List.of(Setting.CONNECT_TIMEOUT, Setting.DISCOVERY_TIMEOUT)) {
            if (settings.span(setting).filter(Duration::isZero).isPresent()) {
                faults.add(setting.settingName() + ": must be longer than nothing, such as 10s");
            }
        }
    }
}
