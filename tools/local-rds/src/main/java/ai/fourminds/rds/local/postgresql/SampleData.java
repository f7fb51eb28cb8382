package ai.fourminds.rds.local.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Loads the roles of every local database, and the sample databases. Stateless. */
public final class SampleData {
    private SampleData() {}

    /** Loads the roles that log in, and RDS's own database. */
    public static void loadRoles(PostgresServer server) throws IOException, SQLException {
        createIfMissing(server, "rdsadmin");
        run(server, "postgres", "roles.sql");
    }

    /** Loads the databases {@code sales} and {@code hr}, which the IAM user may read. */
    public static void loadDatabases(PostgresServer server) throws IOException, SQLException {
        for (String database : new String[] {"sales", "hr"}) {
            if (createIfMissing(server, database)) {
                run(server, database, database + ".sql");
            }
        }
    }

    /** Creates a database; returns false if it exists, as on a server that ran before. */
    private static boolean createIfMissing(PostgresServer server, String database) throws SQLException {
        try (Connection connection = server.adminConnection("postgres");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "select from pg_database where datname = " + statement.enquoteLiteral(database))) {
            if (found.next()) {
                return false;
            }
            statement.execute("create database " + statement.enquoteIdentifier(database, true));
            return true;
        }
    }

    private static void run(PostgresServer server, String database, String resource) throws IOException, SQLException {
        try (Connection connection = server.adminConnection(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(script(resource));
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
