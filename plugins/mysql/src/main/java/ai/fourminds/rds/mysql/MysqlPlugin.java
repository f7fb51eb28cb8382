package ai.fourminds.rds.mysql;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.mysql.cells.BufferedCells;
import ai.fourminds.rds.mysql.login.LoginFault;
import ai.fourminds.rds.mysql.login.NativeLogin;
import ai.fourminds.rds.mysql.login.PropertyRules;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugins.mysql.FamilyPlugin;
import com.mysql.cj.jdbc.AbandonedConnectionCleanupThread;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** MySQL and Aurora MySQL, and on request MariaDB, through Connector/J. Stateless and thread-safe. */
public final class MysqlPlugin extends FamilyPlugin {

    /** For {@link java.util.ServiceLoader}. */
    public MysqlPlugin() {
        super(Engine.MYSQL, new BufferedCells());
    }

    @Override
    public String name() {
        return "mysql";
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
                "tcpKeepAlive",
                "tcpNoDelay",
                "tcpRcvBuf",
                "tcpSndBuf",
                "tcpTrafficClass",
                "useCompression");
    }

    @Override
    public Connection connect(ConnectRequest request) throws SQLException {
        return NativeLogin.connect(request);
    }

    /**
     * Ends Connector/J's thread, which would keep the class loader alive. Connector/J's checked way works only for
     * threads with the context class loader of its start, which the unloading thread may not have. A Connector/J in
     * another class loader is left alone.
     */
    @Override
    public void unload() {
        if (AbandonedConnectionCleanupThread.class.getClassLoader() == MysqlPlugin.class.getClassLoader()) {
            AbandonedConnectionCleanupThread.uncheckedShutdown();
        }
    }

    @Override
    public FailureCode classify(SQLException failure) {
        return LoginFault.of(failure);
    }
}
