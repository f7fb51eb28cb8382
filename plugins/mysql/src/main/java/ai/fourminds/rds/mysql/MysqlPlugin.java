package ai.fourminds.rds.mysql;

import ai.fourminds.rds.plugin.Catalogue;
import ai.fourminds.rds.plugin.ConnectFault;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.ExportSession;
import ai.fourminds.rds.plugins.mysql.MysqlFamily;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** MySQL and Aurora MySQL, and MariaDB for those who ask for it, through Connector/J. Stateless and thread-safe. */
public final class MysqlPlugin implements EnginePlugin {

    /** For {@link java.util.ServiceLoader}. */
    public MysqlPlugin() {}

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public Set<String> rdsEngines() {
        return MysqlFamily.MYSQL_ENGINES;
    }

    @Override
    public Set<String> alsoServes() {
        return MysqlFamily.MARIADB_ENGINES;
    }

    @Override
    public int defaultPort() {
        return MysqlFamily.PORT;
    }

    @Override
    public Map<String, String> reservedProperties() {
        return ReservedProperties.ALL;
    }

    @Override
    public Connection connect(ConnectRequest request) throws SQLException {
        return NativeLogin.connect(request);
    }

    @Override
    public ConnectFault classify(SQLException failure) {
        return LoginFault.of(failure);
    }

    @Override
    public Catalogue catalogue(Connection connection) {
        return MysqlFamily.catalogue(connection);
    }

    @Override
    public ExportSession openExport(ConnectionSource connections) {
        return MysqlFamily.openExport(connections);
    }

    @Override
    public List<String> userStatements(String user) {
        return MysqlFamily.userStatements(user);
    }
}
