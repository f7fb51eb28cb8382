package ai.fourminds.rds.bundle;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A program with the jar and nothing else on its class path: prints who it is connected as. */
final class DriverManagerClient {
    private DriverManagerClient() {}

    /** What the program wrote. */
    record Answer(String stdout, String stderr) {}

    /** Settings come on stdin: command lines are for everyone to read. */
    public static void main(String[] args) throws IOException, SQLException {
        var settings = new Properties();
        settings.load(System.in);
        try (var connection = DriverManager.getConnection(args[0], settings);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_user")) {
            row.next();
            System.out.println(row.getString(1));
        }
    }

    static Answer run(Bundle bundle, String url, Properties settings, String... jvmOptions)
            throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var classPath = bundle.jar() + File.pathSeparator + ownClasses();
        var stderr = Files.createTempFile("driver-manager-client", ".err");
        try {
            var command = new ArrayList<>(List.of(java.toString()));
            command.addAll(List.of(jvmOptions));
            command.addAll(List.of("-cp", classPath, DriverManagerClient.class.getName(), url));
            var builder = new ProcessBuilder(command).redirectError(stderr.toFile());
            // A JVM that is told options by these announces them on stderr.
            builder.environment().keySet().removeIf(name -> name.matches("(_?JAVA_|JDK_JAVA_)(TOOL_)?OPTIONS"));
            var process = builder.start();
            try (var stdin = process.getOutputStream()) {
                settings.store(stdin, null);
            }
            var stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return new Answer(stdout, Files.readString(stderr));
        } finally {
            Files.delete(stderr);
        }
    }

    private static Path ownClasses() {
        var location =
                DriverManagerClient.class.getProtectionDomain().getCodeSource().getLocation();
        return new File(URI.create(location.toString())).toPath();
    }
}
