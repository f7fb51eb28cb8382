package ai.fourminds.rds.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.local.LocalRds;
import java.net.URLEncoder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Each engine in one local RDS that all tests share; started on first use, ended with the JVM. Thread-safe. */
enum Engine {
    POSTGRESQL("prod-analytics", "org.postgresql."),
    MYSQL("prod-billing", "com.mysql.cj."),
    MARIADB("prod-orders", "org.mariadb.jdbc.");

    static final String DRIVER_CLASS = "ai.fourminds.rds.FourmindsRdsDriver";

    private final String instance;
    private final String nativePackage;

    Engine(String instance, String nativePackage) {
        this.instance = instance;
        this.nativePackage = nativePackage;
    }

    LocalInstance instance() {
        return Cloud.RDS.instance(instance);
    }

    /** Where the native driver's classes are. */
    String nativePackage() {
        return nativePackage;
    }

    /** A new database, which the user of the guide may do everything in. */
    Engine withDatabase(String name) throws SQLException {
        try (Connection admin = instance().adminConnection();
                Statement statement = admin.createStatement()) {
            if (this == POSTGRESQL) {
                statement.execute("create database " + name + " owner fourminds_iam_user");
            } else {
                statement.execute("create database " + name);
                statement.execute("grant all on " + name + ".* to 'fourminds_iam_user'@'%'");
            }
        }
        return this;
    }

    /** A query that runs for minutes at least, and then returns one number in a column of that name. */
    String endless(String column) {
        String from = this == POSTGRESQL
                // Sleeping it can be told from being parsed, when PostgreSQL forgets a cancel request.
                ? "count(pg_sleep(3600)) as %s"
                : "count(*) as %s from information_schema.columns a, information_schema.columns b,"
                        + " information_schema.columns c, information_schema.columns d";
        return "select " + from.formatted(column);
    }

    /** Whether the server executes the endless query with this column. */
    boolean runs(String column) throws SQLException {
        String sql = this == POSTGRESQL
                ? "select count(*) from pg_stat_activity where wait_event = 'PgSleep' and query like ?"
                : "select count(*) from information_schema.processlist where id <> connection_id() and info like ?";
        try (Connection admin = instance().adminConnection();
                PreparedStatement statement = admin.prepareStatement(sql)) {
            statement.setString(1, "%" + endless(column) + "%");
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1) > 0;
            }
        }
    }

    /** The URL that leaves the engine to discovery, with everything in it that leads to the local RDS. */
    String url(String database) {
        return "jdbc:fourminds-rds:" + instance().identifier() + "/" + database + query();
    }

    /** The URL that names the engine. */
    String engineUrl(String database) {
        return "jdbc:fourminds-rds:" + name().toLowerCase(Locale.ROOT) + "://"
                + instance().identifier() + "/" + database + query();
    }

    static LocalRds rds() {
        return Cloud.RDS;
    }

    /** What the local RDS judges tokens by. */
    static VirtualClock clock() {
        return Cloud.CLOCK;
    }

    private static String query() {
        return Cloud.RDS.settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + URLEncoder.encode(setting.getValue(), UTF_8))
                .collect(Collectors.joining("&", "?", "&discoveryCacheTtl=1h"));
    }

    /** Started once. */
    private static final class Cloud {
        private static final VirtualClock CLOCK = new VirtualClock();
        private static final LocalRds RDS = LocalRds.builder()
                .engines(List.of(DatabaseEngine.values()))
                .sampleData(false)
                .clock(CLOCK)
                .start();
    }
}
