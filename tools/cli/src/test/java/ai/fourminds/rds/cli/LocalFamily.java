package ai.fourminds.rds.cli;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalRds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The program against a local RDS with MySQL and MariaDB, started on first use and ended with the JVM. Thread-safe. */
final class LocalFamily {
    private static final Set<String> INSTANCES = Set.of("prod-billing", "prod-orders");
    private static final LocalRds RDS = LocalRds.builder()
            .engines(List.of(DatabaseEngine.MARIADB, DatabaseEngine.MYSQL))
            .sampleData(false)
            .start();

    private LocalFamily() {}

    static Map<String, String> settings() {
        return RDS.settings();
    }

    static Connection admin(String instance) throws SQLException {
        return RDS.instance(instance).adminConnection();
    }

    /** With the settings that lead there, the secret in a file of this folder. */
    static Ended run(Path folder, String... command) throws IOException {
        for (String word : command) {
            if (INSTANCES.contains(word)) {
                // Throws what this machine lacks for it; the program would only say that the host is unknown.
                Objects.requireNonNull(RDS.instance(word));
            }
        }
        Path secrets = Files.createDirectories(folder.resolve("secrets"));
        return LocalProgram.runBare(LocalProgram.words(LocalProgram.options(RDS.settings(), secrets), command));
    }
}
