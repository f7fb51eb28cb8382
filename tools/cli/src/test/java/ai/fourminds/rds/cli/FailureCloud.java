package ai.fourminds.rds.cli;

import ai.fourminds.rds.FourmindsRdsDriver;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** One local RDS with every engine, and the driver's way to it. Ends with the JVM; thread-safe. */
final class FailureCloud {
    static final String USER = "fourminds_iam_user";
    static final String DATABASE = "failures";
    static final LocalRds RDS = LocalRds.builder()
            .engines(EnumSet.allOf(DatabaseEngine.class))
            .sampleData(false)
            .start();
    static final Principal CALLER = RDS.addPrincipal(
            Principal.user("failing").withConnect("arn:aws:rds-db:*:" + RDS.accountId() + ":dbuser:*/*"));

    static {
        try {
            for (EngineCase engineCase :
                    new EngineCase[] {EngineCase.POSTGRESQL, EngineCase.MARIADB, EngineCase.MYSQL}) {
                if (runs(engineCase)) {
                    prepare(engineCase);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private FailureCloud() {}

    private static void prepare(EngineCase engineCase) throws SQLException {
        admin(engineCase, "CREATE DATABASE " + DATABASE);
        if (engineCase.mysqlProtocol()) {
            admin(
                    engineCase,
                    "CREATE USER 'crowded_iam_user'@'%' WITH MAX_USER_CONNECTIONS 1",
                    "INSERT INTO mysql.rds_iam_users VALUES ('crowded_iam_user')",
                    "GRANT SELECT ON *.* TO 'crowded_iam_user'@'%'");
        } else {
            admin(
                    engineCase,
                    "CREATE ROLE crowded_iam_user LOGIN CONNECTION LIMIT 1",
                    "GRANT rds_iam TO crowded_iam_user");
        }
    }

    static void admin(EngineCase engineCase, String... statements) throws SQLException {
        try (Connection admin = RDS.instance(engineCase.instance).adminConnection(engineCase.adminDatabase);
                Statement statement = admin.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A table {@code hidden}, which {@code shut_out_iam_user} may not read. */
    static void hideTable(EngineCase engineCase) throws SQLException {
        List<String> statements = engineCase.mysqlProtocol()
                ? List.of(
                        "CREATE TABLE IF NOT EXISTS hidden (a int)",
                        "CREATE TABLE IF NOT EXISTS visible (a int)",
                        "CREATE USER IF NOT EXISTS 'shut_out_iam_user'@'%'",
                        "INSERT IGNORE INTO mysql.rds_iam_users VALUES ('shut_out_iam_user')",
                        "GRANT SELECT ON visible TO 'shut_out_iam_user'@'%'")
                : List.of(
                        "CREATE TABLE hidden (a int)",
                        "CREATE ROLE shut_out_iam_user LOGIN",
                        "GRANT rds_iam TO shut_out_iam_user");
        try (Connection admin = RDS.instance(engineCase.instance).adminConnection(DATABASE);
                Statement statement = admin.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Whether this machine can run the engineCase's engine. */
    static boolean runs(EngineCase engineCase) {
        return RDS.connectableIdentifiers().contains(engineCase.instance);
    }

    /** A connect that would succeed. */
    static Trouble sound(EngineCase engineCase) {
        String instance = RDS.instance(engineCase.instance).identifier();
        Trouble sound = new Trouble(instance, DATABASE, RDS.settings(CALLER)).with("connectTimeout", "20s");
        return engineCase.nativeDriver.isEmpty() ? sound : sound.with("nativeDriver", engineCase.nativeDriver);
    }

    static Connection connect(Trouble to) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(to.settings);
        return new FourmindsRdsDriver()
                .connect(
                        "jdbc:fourminds-rds:" + to.instance() + "/"
                                + URLEncoder.encode(to.database(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"),
                        properties);
    }

    static Map<String, String> settingsOf(Principal principal) {
        return RDS.settings(RDS.addPrincipal(principal));
    }

    static Path file(String content) {
        try {
            Path file = Files.createTempFile("failure", ".txt");
            file.toFile().deleteOnExit();
            return Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port of loopback on which nothing listens. */
    static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
