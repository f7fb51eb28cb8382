package ai.fourminds.rds;

import ai.fourminds.rds.internal.connect.SharedState;
import ai.fourminds.rds.internal.settings.Faults;
import ai.fourminds.rds.internal.settings.JdbcUrl;
import ai.fourminds.rds.internal.settings.Setting;
import java.sql.DriverPropertyInfo;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The settings table as JDBC tools show it. Works on incomplete and wrong URLs, asks nobody anything. Stateless. */
final class PropertySheet {

    private PropertySheet() {}

    static DriverPropertyInfo[] of(@Nullable String url, Map<String, String> properties) {
        Map<String, String> parameters = JdbcUrl.isOurs(url)
                ? JdbcUrl.parse(String.valueOf(url), new Faults()).parameters()
                : Map.of();
        Set<String> methods =
                new TreeSet<>(SharedState.get().methods().settingsByName().keySet());
        String auth = value(Setting.AUTH, properties, parameters);
        Setting[] settings = Setting.values();
        DriverPropertyInfo[] sheet = new DriverPropertyInfo[settings.length];
        for (int index = 0; index < settings.length; index++) {
            Setting setting = settings[index];
            var info = new DriverPropertyInfo(setting.settingName(), value(setting, properties, parameters));
            info.description = setting.description();
            info.required = auth != null && setting.requiredBy(auth);
            Set<String> choices = setting == Setting.AUTH ? methods : Set.copyOf(setting.choices());
            info.choices = choices.isEmpty() ? null : inOrder(setting, choices);
            sheet[index] = info;
        }
        return sheet;
    }

    private static String[] inOrder(Setting setting, Set<String> choices) {
        return (setting.choices().isEmpty() ? choices : setting.choices()).toArray(String[]::new);
    }

    private static @Nullable String value(
            Setting setting, Map<String, String> properties, Map<String, String> parameters) {
        String said =
                properties.getOrDefault(setting.settingName(), parameters.getOrDefault(setting.settingName(), ""));
        return said.isEmpty() ? setting.defaultValue().orElse(null) : said;
    }
}
