package ai.fourminds.rds.cli.command.connection;

import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.Console;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds the secrets that settings lack: from the environment, or typed by the user. Secrets in files are among the
 * settings already. Immutable; cannot print itself.
 */
public final class SavedSecrets {
    private static final String AUTH = "auth";
    private static final String SESSION_TOKEN = "sessionToken";

    private final List<SettingInfo> table;
    private final Map<String, String> environment;

    public SavedSecrets(List<SettingInfo> table, Map<String, String> environment) {
        this.table = List.copyOf(table);
        this.environment = Map.copyOf(environment);
    }

    /** Returns the settings of a connection to save, with the secrets that their credentials method uses. */
    Map<String, String> added(Map<String, String> settings, Console console) throws CommandFailure {
        if (settings.containsKey(SESSION_TOKEN)) {
            throw CommandFailure.usage(
                    "temporary-secret",
                    "A session token is temporary, and temporary credentials are not saved.",
                    "Save the connection without it, and give it where it is used: --session-token-file FILE or"
                            + " FOURMINDS_RDS_SESSION_TOKEN.");
        }
        Map<String, String> all = new LinkedHashMap<>(settings);
        String auth = method(table, settings);
        for (SettingInfo setting : table) {
            if (setting.secret() && !setting.name().equals(SESSION_TOKEN) && !settings.containsKey(setting.name())) {
                add(setting, auth, all, console);
            }
        }
        return all;
    }

    /**
     * Returns the settings with the missing secrets of their credentials method, typed by the user; unchanged without a
     * terminal.
     */
    public Map<String, String> asked(Map<String, String> settings, Console console) {
        Map<String, String> known = new LinkedHashMap<>();
        for (SettingInfo setting : table) {
            String given = environment.getOrDefault(setting.environmentVariable(), "");
            if (!given.isEmpty()) {
                known.put(setting.name(), given);
            }
        }
        known.putAll(settings);
        Map<String, String> all = new LinkedHashMap<>(settings);
        // A saved connection may contain them.
        if (!known.containsKey("connection")) {
            String auth = method(table, known);
            table.stream()
                    .filter(setting -> setting.secret()
                            && setting.requiredByAuth().contains(auth)
                            && !known.containsKey(setting.name()))
                    .forEach(setting ->
                            console.secret(question(setting)).ifPresent(said -> all.put(setting.name(), said)));
        }
        return all;
    }

    private static String question(SettingInfo setting) {
        return setting.name() + " (not shown)";
    }

    /** Returns the credentials method that the settings name or imply. */
    static String method(List<SettingInfo> table, Map<String, String> settings) {
        String meant = table.stream()
                .filter(setting -> settings.containsKey(setting.name()))
                .flatMap(setting -> setting.requiredByAuth().stream())
                .reduce("default", (first, next) -> next);
        return settings.getOrDefault(AUTH, meant);
    }

    private void add(SettingInfo setting, String auth, Map<String, String> all, Console console) throws CommandFailure {
        String given = environment.getOrDefault(setting.environmentVariable(), "");
        if (!given.isEmpty() && setting.usedByAuth().contains(auth)) {
            all.put(setting.name(), given);
        } else if (setting.requiredByAuth().contains(auth)) {
            all.put(
                    setting.name(),
                    console.secret(question(setting)).orElseThrow(() -> new CommandFailure(missing(setting))));
        }
    }

    private static Fault missing(SettingInfo setting) {
        return Fault.usage(
                "secret-missing",
                "The setting '" + setting.name() + "' is missing, and there is no terminal to ask for it.",
                "Use " + SettingOptions.optionName(setting) + " FILE ('-' reads standard input), or the environment"
                        + " variable " + setting.environmentVariable() + ".");
    }
}
