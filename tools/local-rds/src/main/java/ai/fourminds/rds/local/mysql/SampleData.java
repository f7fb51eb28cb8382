package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.server.Passwords;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Loads the users of every local database, and the sample databases. Stateless. */
final class SampleData {
    private SampleData() {}

    static void loadUsers(MysqlServer server, String iamPassword) throws IOException, SQLException {
        String script =
                script("users.sql").replace("${password}", iamPassword).replace("${unknown}", Passwords.random());
        run(server, script);
    }

    static void loadDatabases(MysqlServer server, List<String> scripts) throws IOException, SQLException {
        for (String script : scripts) {
            if (!exists(server, script.substring(0, script.indexOf(script.contains("-") ? '-' : '.')))) {
                run(server, script(script));
            }
        }
    }

    /** Whether the database exists, as on a server that ran before. */
    private static boolean exists(MysqlServer server, String database) throws SQLException {
        try (Connection connection = server.adminConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select 1 from information_schema.schemata where schema_name = ?")) {
            statement.setString(1, database);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    private static void run(MysqlServer server, String script) throws SQLException {
        try (Connection connection = server.adminConnection();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(script);
        }
    }

    private static String script(String resource) throws IOException {
        try (InputStream in = SampleData.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the resource " + resource + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
