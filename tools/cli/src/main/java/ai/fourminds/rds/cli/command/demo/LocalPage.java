package ai.fourminds.rds.cli.command.demo;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.Json;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints how to connect to a local RDS, as shell commands or as JSON. Stateless. */
final class LocalPage {
    private LocalPage() {}

    static void print(Map<String, String> unsorted, Session session) throws IOException {
        Console console = session.console();
        Map<String, String> settings = new TreeMap<>(unsorted);
        if (session.format() == Format.JSON) {
            Json.print(Map.of("settings", settings), console);
        } else {
            Map<String, String> variables = RdsFleet.settings().stream()
                    .collect(Collectors.toMap(SettingInfo::name, SettingInfo::environmentVariable));
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                String variable = variables.getOrDefault(setting.getKey(), setting.getKey());
                console.data().write("export " + variable + "=" + quoted(setting.getValue()) + "\n");
            }
        }
        console.flush();
    }

    /** Quotes for POSIX shells. */
    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_./:@%+=-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
