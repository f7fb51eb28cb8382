package ai.fourminds.rds.mariadb.login;

import ai.fourminds.rds.plugins.mysql.login.TokenLogin;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.plugin.Credential;
import org.mariadb.jdbc.plugin.CredentialPlugin;

/**
 * MariaDB Connector/J's {@code credentialType}; public because {@link java.util.ServiceLoader} instantiates it. Makes
 * that driver begin with {@code mysql_clear_password}, the method of RDS's IAM users; the password is the login's
 * stand-in. The driver creates one for each configuration and keeps it, so the classes that log in find the login here.
 * Thread-safe.
 */
public final class ClearCredential implements CredentialPlugin {

    static final String TYPE = "fourminds-rds";
    static final String METHOD = "mysql_clear_password";

    private volatile @Nullable TokenLogin login;
    private volatile Credential credential = new Credential("", "");

    /** For {@link java.util.ServiceLoader}. */
    public ClearCredential() {}

    /** Sets the login for all connects of a configuration. */
    static void put(Configuration configuration, TokenLogin login) {
        if (configuration.credentialPlugin() instanceof ClearCredential own) {
            own.login = login;
            own.credential = new Credential(configuration.user(), login.password());
        }
    }

    /** Returns the login of a configuration that this plugin has made. */
    static TokenLogin login(Configuration configuration) {
        TokenLogin login = configuration.credentialPlugin() instanceof ClearCredential own ? own.login : null;
        return Objects.requireNonNull(login, "not a connection of this driver");
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
    public CredentialPlugin initialize(Configuration configuration, String user, HostAddress address) {
        return this;
    }

    @Override
    public Credential get() {
        return credential;
    }
}
