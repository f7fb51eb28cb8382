package ai.fourminds.rds.plugins.mysql;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.CataloguePlugin;
import ai.fourminds.rds.plugin.export.ExportPlugin;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.sql.Connection;
import java.util.List;
import java.util.Set;

/** What plugins of the family do alike; each serves one of the two engines by itself, and the other where asked to. Stateless and thread-safe. */
public abstract class FamilyPlugin implements CataloguePlugin, ExportPlugin {

    private static final int PORT = 3306;

    private final Engine engine;
    private final NativeCells cells;

    /** The two servers, which either native driver can talk to. */
    protected enum Engine {
        MYSQL,
        MARIADB;

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

    @Override
    public final Catalogue catalogue(Connection connection) {
        return new FamilyCatalogue(connection);
    }

    @Override
    public final ExportSession openExport(ConnectionSource connections) {
        return new FamilySession(connections, cells);
    }

    /** As the RDS guide has them. */
    @Override
    public final List<String> userStatements(String user) {
        String name = SqlText.literal(user) + "@'%'";
        return List.of(
                "CREATE USER " + name + " IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'",
                "GRANT SELECT ON *.* TO " + name);
    }
}
