package ai.fourminds.rds.mariadb;

import ai.fourminds.rds.plugins.mysql.TokenLogin;
import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.plugin.Credential;
import org.mariadb.jdbc.plugin.CredentialPlugin;

/**
 * MariaDB Connector/J's {@code credentialType}; public because {@link java.util.ServiceLoader} instantiates it. It is how one
 * tells that driver to begin with {@code mysql_clear_password}, the method of RDS's IAM users; the password is the login's
 * stand-in. Immutable.
 */
public final class ClearCredential implements CredentialPlugin {

    static final String TYPE = "fourminds-rds";
    static final String METHOD = "mysql_clear_password";

    private final Credential credential;

    /** For {@link java.util.ServiceLoader}. */
    public ClearCredential() {
        this(new Credential("", ""));
    }

    private ClearCredential(Credential credential) {
        this.credential = credential;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean mustUseSsl() {
        return true;
    }

    @Override
    public String defaultAuthenticationPluginType() {
        return METHOD;
    }

    @Override
    public CredentialPlugin initialize(Configuration configuration, String user, HostAddress address)
            throws SQLException {
        try {
            return new ClearCredential(new Credential(user, TokenLogin.current().password()));
        } catch (SocketException outside) {
            throw new SQLNonTransientConnectionException(outside.getMessage(), "08001", outside);
        }
    }

    @Override
    public Credential get() {
        return credential;
    }
}
