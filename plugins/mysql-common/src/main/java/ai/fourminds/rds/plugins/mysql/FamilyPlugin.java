package ai.fourminds.rds.plugins.mysql;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.CataloguePlugin;
import ai.fourminds.rds.plugin.export.ExportPlugin;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugins.mysql.catalogue.FamilyCatalogue;
import ai.fourminds.rds.plugins.mysql.cells.NativeCells;
import ai.fourminds.rds.plugins.mysql.copy.FamilyChannel;
import ai.fourminds.rds.plugins.mysql.session.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The common part of the MySQL and MariaDB plugins; each serves one of the two engines by default, and the other on
 * request. Stateless and thread-safe.
 */
public abstract class FamilyPlugin implements CataloguePlugin, ExportPlugin {

    private static final int PORT = 3306;
    private static final Set<String> OFF = Set.of("0", "OFF");

    private final Engine engine;
    private final NativeCells cells;

    /** The two servers; either native driver can connect to both. */
    protected enum Engine {
        MYSQL("MySQL", 32),
        MARIADB("MariaDB", 128);

        private final String title;
        private final int longestUser;

        /** @param longestUser the maximum length in characters, that of the column mysql.user.User */
        Engine(String title, int longestUser) {
            this.title = title;
            this.longestUser = longestUser;
        }

        private Set<String> rdsEngines() {
            return this == MYSQL ? Set.of("mysql", "aurora-mysql", "aurora") : Set.of("mariadb");
        }

        private Engine other() {
            return this == MYSQL ? MARIADB : MYSQL;
        }
    }

    /** @param cells the native driver's methods beyond JDBC */
    protected FamilyPlugin(Engine engine, NativeCells cells) {
        this.engine = engine;
        this.cells = cells;
    }

    @Override
    public final Set<String> rdsEngines() {
        return engine.rdsEngines();
    }

    @Override
    public final Set<String> alsoServes() {
        return engine.other().rdsEngines();
    }

    @Override
    public final int defaultPort() {
        return PORT;
    }

    @Override
    public final Map<String, String> programProperties(String program) {
        return Map.of("connectionAttributes", "program_name:" + program);
    }

    /** Aurora's readers set the first variable, those of Multi-AZ clusters only the second. */
    @Override
    public final boolean takesWrites(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet modes = statement.executeQuery("SELECT @@global.innodb_read_only, @@global.read_only")) {
            return modes.next() && OFF.contains(modes.getString(1)) && OFF.contains(modes.getString(2));
        }
    }

    @Override
    public final Catalogue catalogue(Connection connection) {
        return new FamilyCatalogue(connection);
    }

    @Override
    public final ExportSession openExport(ConnectionSource connections) {
        return FamilyChannel.session(connections, cells);
    }

    @Override
    public final Optional<String> userComplaint(String user) {
        int characters = user.codePointCount(0, user.length());
        return characters <= engine.longestUser
                ? Optional.empty()
                : Optional.of("'" + user + "' has " + characters + " characters, and a user of " + engine.title
                        + " at most " + engine.longestUser);
    }

    /** Returns none if the database's name has a character that cannot be typed: quoted names have no escapes. */
    @Override
    public final List<String> databaseStatements(String user, String database) {
        if (database.chars().anyMatch(Character::isISOControl)) {
            return List.of();
        }
        // In a grant, and only there, these two characters are wildcards.
        String literal = database.replace("`", "``").replaceAll("[_%]", "\\\\$0");
        return List.of(
                "GRANT SELECT ON `" + literal + "`.* TO " + account(user),
                engine == Engine.MYSQL
                        ? "SET DEFAULT ROLE ALL TO " + account(user)
                        : "SET DEFAULT ROLE <role> FOR " + account(user));
    }

    /** Returns the statements of the RDS User Guide. */
    @Override
    public final List<String> userStatements(String user) {
        return List.of(
                "CREATE USER " + account(user) + " IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'",
                "GRANT SELECT ON *.* TO " + account(user));
    }

    private static String account(String user) {
        return SqlText.literal(user) + "@'%'";
    }
}
