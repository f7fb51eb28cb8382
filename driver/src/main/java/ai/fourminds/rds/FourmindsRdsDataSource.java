package ai.fourminds.rds;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The driver as a {@link DataSource}, for pools and frameworks that want a bean: a URL, and settings over it.
 * Thread-safe; to be set up before it is used. Cannot print a setting's value.
 */
public final class FourmindsRdsDataSource implements DataSource {

    private final FourmindsRdsDriver driver = new FourmindsRdsDriver();
    private final Map<String, String> settings = new ConcurrentHashMap<>();
    private volatile String url = "";
    private volatile int loginTimeout;
    private volatile @Nullable PrintWriter logWriter;

    /** A data source without a URL yet, as bean containers make them. */
    public FourmindsRdsDataSource() {}

    /** A data source for a URL. */
    public FourmindsRdsDataSource(String url) {
        this.url = url;
    }

    /** The URL. */
    public String getUrl() {
        return url;
    }

    /** Sets the URL: {@code jdbc:fourminds-rds:prod-analytics/sales?region=us-east-1}. */
    public void setUrl(String url) {
        this.url = url;
    }

    /** The database user granted IAM authentication; the same as the setting {@code user}. */
    public void setUser(String user) {
        setSetting("user", user);
    }

    /** Sets a setting, which wins over the URL's. */
    public void setSetting(String name, String value) {
        settings.put(name, value);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(settings);
    }

    /**
     * Connects as another database user.
     *
     * @param password null or empty: there are no passwords
     */
    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        Map<String, String> merged = new ConcurrentHashMap<>(settings);
        if (user != null) {
            merged.put("user", user);
        }
        if (password != null) {
            merged.put("password", password);
        }
        return connect(merged);
    }

    private Connection connect(Map<String, String> merged) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(merged);
        if (loginTimeout > 0) {
            properties.putIfAbsent("connectTimeout", loginTimeout + "s");
        }
        return FourmindsRdsDriver.open(url, properties);
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    /** Bounds TCP, TLS and login together, unless the setting {@code connectTimeout} does. */
    @Override
    public void setLoginTimeout(int seconds) {
        this.loginTimeout = seconds;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        this.logWriter = out;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (isWrapperFor(type)) {
            return type.cast(this);
        }
        throw new SQLException("FourmindsRdsDataSource wraps no " + type.getName(), "HY000");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    /** Shows where to, without settings. */
    @Override
    public String toString() {
        int question = url.indexOf('?');
        return "FourmindsRdsDataSource[" + (question < 0 ? url : url.substring(0, question)) + "]";
    }
}
