package ai.fourminds.rds.plugins.mysql;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.CataloguePlugin;
import ai.fourminds.rds.plugin.export.ExportPlugin;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugins.mysql.catalogue.FamilyCatalogue;
import ai.fourminds.rds.plugins.mysql.cells.NativeCells;
import ai.fourminds.rds.plugins.mysql.copy.FamilySession;
import ai.fourminds.rds.plugins.mysql.session.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What plugins of the family do alike; each serves one of the two engines by itself, and the other where asked to. Stateless and thread-safe. */
public abstract class FamilyPlugin implements CataloguePlugin, ExportPlugin {

    private static final int PORT = 3306;
    private static final Set<String> OFF = Set.of("0", "OFF");

    private final Engine engine;
    private final NativeCells cells;

    /** The two servers, which either native driver can talk to. */
    protected enum Engine {
        MYSQL("MySQL", 32),
        MARIADB("MariaDB", 128);

        private final String title;
        private final int longestUser;

        /** @param longestUser in characters, as the column mysql.user.User holds them */
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

    /** @param cells what the native driver has beyond JDBC */
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

    /** Readers of Aurora say so by the first variable, those of Multi-AZ clusters by the second alone. */
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
        return new FamilySession(connections, cells);
    }

    @Override
    public final Optional<String> userComplaint(String user) {
        int characters = user.codePointCount(0, user.length());
        return characters <= engine.longestUser
                ? Optional.empty()
                : Optional.of("'" + user + "' has " + characters + " characters, and a user of " + engine.title
                        + " at most " + engine.longestUser);
    }

    /** None where the database's name has a character that no statement can be typed with: quoted names know no escapes. */
    @Override
    public final List<String> databaseStatements(String user, String database) {
        if (database.chars().anyMatch(Character::isISOControl)) {
            return List.of();
        }
        // In a grant, and there alone, these two are wildcards.
        String literal = database.replace("`", "``").replaceAll("[_%]", "\\\\$0");
        return List.of(
                "GRANT SELECT ON `" + literal + "`.* TO " + account(user),
                engine == Engine.MYSQL
                        ? "SET DEFAULT ROLE ALL TO " + account(user)
                        : "SET DEFAULT ROLE <role> FOR " + account(user));
    }

    /** As the RDS guide has them. */
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
