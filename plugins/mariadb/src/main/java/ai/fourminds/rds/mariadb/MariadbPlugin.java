package ai.fourminds.rds.mariadb;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.mariadb.cells.CodecCells;
import ai.fourminds.rds.mariadb.login.LoginFault;
import ai.fourminds.rds.mariadb.login.NativeLogin;
import ai.fourminds.rds.mariadb.login.PropertyRules;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugins.mysql.FamilyPlugin;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** MariaDB, and on request MySQL and Aurora MySQL, through MariaDB Connector/J. Stateless and thread-safe. */
public final class MariadbPlugin extends FamilyPlugin {

    /** For {@link java.util.ServiceLoader}. */
    public MariadbPlugin() {
        super(Engine.MARIADB, new CodecCells());
    }

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public Map<String, String> reservedProperties() {
        return PropertyRules.RESERVED;
    }

    @Override
    public Set<String> urlProperties() {
        return PropertyRules.URL;
    }

    /** Returns socket properties, and the attributes that the server's administrators see. */
    @Override
    public Set<String> exportProperties() {
        return Set.of(
                "connectionAttributes",
                "localSocketAddress",
                "maxAllowedPacket",
                "socketTimeout",
                "tcpAbortiveClose",
                "tcpKeepAlive",
                "tcpKeepCount",
                "tcpKeepIdle",
                "tcpKeepInterval",
                "useCompression");
    }

    @Override
    public Connection connect(ConnectRequest request) throws SQLException {
        return NativeLogin.connect(request);
    }

    @Override
    public FailureCode classify(SQLException failure) {
        return LoginFault.of(failure);
    }
}
