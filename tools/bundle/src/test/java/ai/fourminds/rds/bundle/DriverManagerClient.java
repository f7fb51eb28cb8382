package ai.fourminds.rds.bundle;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A program with the jar and nothing else on its class path: prints who it is connected as. */
final class DriverManagerClient {
    private DriverManagerClient() {}

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

    static JavaProgram.Answer run(Bundle bundle, String url, Properties settings, String... jvmOptions)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of(jvmOptions));
        arguments.addAll(List.of(
                "-cp", bundle.jar() + File.pathSeparator + ownClasses(), DriverManagerClient.class.getName(), url));
        return JavaProgram.run(arguments, settings);
    }

    private static Path ownClasses() {
        var location =
                DriverManagerClient.class.getProtectionDomain().getCodeSource().getLocation();
        return new File(URI.create(location.toString())).toPath();
    }
}
