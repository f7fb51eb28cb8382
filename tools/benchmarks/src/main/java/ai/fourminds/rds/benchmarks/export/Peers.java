package ai.fourminds.rds.benchmarks.export;

import ai.fourminds.rds.benchmarks.measure.Contender;
import ai.fourminds.rds.benchmarks.measure.Engine;
import ai.fourminds.rds.benchmarks.measure.Stage;
import ai.fourminds.rds.local.LocalInstance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The engines' own clients, {@code psql} and {@code mariadb}, through the same gateway and with a token. Stateless. */
final class Peers {

    private Peers() {}

    /** Exports the result of one query to a file. */
    static Contender export(Stage stage, Engine engine, String select, Path file) {
        return engine.isFamily()
                ? mariadb(stage, engine, "mariadb --batch --quick", List.of("-e", select))
                        .into(file)
                : psql(stage, engine, "psql \\copy", List.of(copy(select, file)));
    }

    /** Exports the results of several queries in one session. */
    static Contender exports(Stage stage, Engine engine, List<String> selects, Path folder) {
        if (engine.isFamily()) {
            return mariadb(stage, engine, "one mariadb session", List.of("-e", String.join(";", selects)))
                    .into(folder.resolve("all.tsv"));
        }
        List<String> commands = new ArrayList<>();
        for (int i = 0; i < selects.size(); i++) {
            commands.add(copy(selects.get(i), folder.resolve(i + ".csv")));
        }
        return psql(stage, engine, "one psql session", commands);
    }

    static Contender psql(Stage stage, Engine engine, String name, List<String> commands) {
        return psql(stage, engine, "port=" + stage.instance(engine).port(), name, commands);
    }

    /** As {@link #export}, through another port on this machine. */
    static Contender export(Stage stage, Engine engine, String select, Path file, int port) {
        return psql(stage, engine, "hostaddr=127.0.0.1 port=" + port, "psql \\copy", List.of(copy(select, file)));
    }

    private static Contender psql(Stage stage, Engine engine, String address, String name, List<String> commands) {
        LocalInstance instance = stage.instance(engine);
        String target = "host=" + instance.host() + " " + address + " dbname=" + Engine.DATABASE + " user="
                + Stage.USER + " sslmode=verify-full sslrootcert="
                + stage.cloud().rootCertificate();
        List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", target, "-c", "SET timezone='UTC'"));
        commands.forEach(sql -> command.addAll(List.of("-c", sql)));
        return new Contender(name, command, () -> Map.of("PGPASSWORD", stage.token(engine)));
    }

    static Contender mariadb(Stage stage, Engine engine, String name, List<String> more) {
        LocalInstance instance = stage.instance(engine);
        List<String> command = new ArrayList<>(List.of(
                "mariadb",
                "--no-defaults",
                "--protocol=tcp",
                "--host=" + instance.host(),
                "--port=" + instance.port(),
                "--user=" + Stage.USER,
                "--ssl-ca=" + stage.cloud().rootCertificate(),
                "--ssl-verify-server-cert",
                "--default-character-set=utf8mb4",
                "--batch",
                "--quick",
                Engine.DATABASE));
        command.addAll(more);
        return new Contender(name, command, () -> Map.of("MYSQL_PWD", stage.token(engine)));
    }

    private static String copy(String select, Path file) {
        return "\\copy (" + select + ") to '" + file + "' csv header";
    }
}
