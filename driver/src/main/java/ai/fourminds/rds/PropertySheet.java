package ai.fourminds.rds;

import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.connect.Configuration;
import ai.fourminds.rds.internal.connect.FleetAccess;
import ai.fourminds.rds.internal.connect.SharedState;
import ai.fourminds.rds.internal.settings.AuthChoice;
import ai.fourminds.rds.internal.settings.JdbcUrl;
import ai.fourminds.rds.internal.settings.Setting;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings table as JDBC tools show it, for wrong URLs too; repeats no secret. Immutable.
 *
 * @param listLimit how long to wait for the list of instances; a list that arrives later is used by the next sheet
 * @param url the URL, perhaps incomplete, or null
 * @param environment settings found here are not required; their values are not shown
 */
record PropertySheet(
        SharedState shared,
        Duration listLimit,
        @Nullable String url,
        Map<String, String> properties,
        Map<String, String> environment) {

    /** These settings decide who receives the Cognito password. */
    private static final Set<Setting> GET_PASSWORD = Set.of(Setting.COGNITO_USER_POOL_ID, Setting.COGNITO_CLIENT_ID);

    private static final String NOT_LISTED =
            " Listed once the settings are complete and, where credentials take a sign-in or a role, a connect was made.";

    PropertySheet {
        url = JdbcUrl.isOurs(url) ? url : null;
    }

    private Map<String, Set<String>> methods() {
        return shared.methods().settingsByName();
    }

    private Map<String, String> parameters() {
        return url == null ? Map.of() : JdbcUrl.parse(url, new ArrayList<>()).parameters();
    }

    DriverPropertyInfo[] rows() {
        String auth = given(Setting.AUTH.settingName())
                .or(() -> Optional.ofNullable(environment.get(Setting.AUTH.environmentVariable())))
                .orElseGet(this::impliedMethod);
        List<DriverPropertyInfo> rows = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            rows.add(row(setting, auth));
        }
        for (String name : new TreeSet<>(methods().getOrDefault(auth, Set.of()))) {
            if (Setting.named(name).isEmpty()) {
                // Shows no value: the setting of a third-party method may be secret.
                DriverPropertyInfo info = new DriverPropertyInfo(name, null);
                info.description = "Setting of auth=" + auth + ".";
                rows.add(info);
            }
        }
        return rows.toArray(DriverPropertyInfo[]::new);
    }

    /** Returns the method that the settings imply when {@code auth} is not set. */
    private String impliedMethod() {
        Set<String> names = methods().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        names.removeIf(name -> given(name).isEmpty());
        return AuthChoice.meant(names, methods()).orElse("default");
    }

    private DriverPropertyInfo row(Setting setting, String auth) {
        DriverPropertyInfo info = new DriverPropertyInfo(setting.settingName(), value(setting));
        info.description = setting.description() + usedBy(setting);
        info.required = setting.requiredBy(auth) && !environment.containsKey(setting.environmentVariable());
        List<String> choices =
                setting == Setting.AUTH ? List.copyOf(new TreeSet<>(methods().keySet())) : setting.choices();
        if (setting == Setting.INSTANCE && url != null) {
            try {
                choices = instances(url);
                info.description += choices.isEmpty() ? NOT_LISTED : "";
            } catch (SQLException unknown) {
                info.description += " Not listed: " + headline(unknown);
            }
        }
        info.choices = choices.isEmpty() ? null : choices.toArray(String[]::new);
        return info;
    }

    /**
     * Hides a URL's value that only trusted sources may set: tools pass shown values back as properties, which are
     * trusted.
     */
    private @Nullable String value(Setting setting) {
        String name = setting.settingName();
        String value = given(name).or(setting::defaultValue).orElse(null);
        boolean ofTheUrl =
                given(properties, name).isEmpty() && given(parameters(), name).isPresent();
        boolean hidden = setting.secret()
                || (ofTheUrl && value != null && (GET_PASSWORD.contains(setting) || !setting.forUrls(value)));
        return hidden ? null : value;
    }

    /** Returns the instances that a URL, perhaps incomplete, could name. */
    private List<String> instances(String written) throws SQLException {
        Deadline deadline = Deadline.in(listLimit);
        Optional<FleetAccess> fleet = Configuration.draft(shared, written, properties, environment, deadline);
        return fleet.isPresent() ? fleet.get().offered(deadline) : List.of();
    }

    private static String headline(SQLException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private String usedBy(Setting setting) {
        List<String> names = AuthChoice.readers(setting.settingName(), methods());
        return names.isEmpty() ? "" : " Used by auth=" + String.join(", ", names) + ".";
    }

    private Optional<String> given(String name) {
        return given(properties, name).or(() -> given(parameters(), name));
    }

    /** Returns a value that is not empty; names of settings may be in any case. */
    private static Optional<String> given(Map<String, String> values, String name) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name)
                        && !entry.getValue().isEmpty())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
