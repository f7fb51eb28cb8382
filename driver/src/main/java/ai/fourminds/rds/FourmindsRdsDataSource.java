package ai.fourminds.rds;

import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.settings.JdbcUrl;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The driver as a {@link DataSource}, for pools, frameworks and naming services that expect a bean. Takes a URL, or an
 * instance and a database; settings set on the bean win over the URL's. Opens a new connection with its own token each
 * time and does not pool. Thread-safe once it is set up. {@code toString} shows no setting's value.
 */
public final class FourmindsRdsDataSource implements DataSource, Referenceable {

    private final FourmindsRdsDriver driver = new FourmindsRdsDriver();
    private final Map<String, String> settings = new ConcurrentHashMap<>();
    private volatile String url = "";
    private volatile String databaseName = "";
    private volatile int loginTimeout;
    private volatile @Nullable PrintWriter logWriter;

    /** Creates a data source without a URL, for bean containers. */
    public FourmindsRdsDataSource() {}

    /** Creates a data source for a URL. */
    public FourmindsRdsDataSource(@Nullable String url) {
        setUrl(url);
    }

    /** The URL. */
    public String getUrl() {
        return url;
    }

    /** Sets the URL: {@code jdbc:fourminds-rds:prod-analytics/sales?region=us-east-1}. */
    public void setUrl(@Nullable String url) {
        this.url = url == null ? "" : url;
    }

    /** Sets the DB instance by identifier, ARN or endpoint, for a data source without a URL. */
    public void setInstance(@Nullable String instance) {
        setSetting("instance", instance);
    }

    /** Sets the database, for a data source without a URL; null means the engine's default. */
    public void setDatabaseName(@Nullable String databaseName) {
        this.databaseName = databaseName == null ? "" : databaseName;
    }

    /** Sets the database user, who must have IAM authentication; the same as the setting {@code user}. */
    public void setUser(@Nullable String user) {
        setSetting("user", user);
    }

    /** Sets the AWS region; the same as the setting {@code region}. */
    public void setRegion(@Nullable String region) {
        setSetting("region", region);
    }

    /** Sets where AWS credentials come from; the same as the setting {@code auth}. */
    public void setAuth(@Nullable String auth) {
        setSetting("auth", auth);
    }

    /** Sets the saved connection to use; the same as the setting {@code connection}. */
    public void setConnection(@Nullable String connection) {
        setSetting("connection", connection);
    }

    /**
     * Sets several settings, written as in a URL's query, for pools that set bean properties by name:
     * {@code auth=profile&awsProfile=work}. Null sets none.
     *
     * @throws IllegalArgumentException naming what cannot be read
     */
    public void setSettings(@Nullable String query) {
        List<String> faults = new ArrayList<>();
        Map<String, String> parameters = JdbcUrl.parse(JdbcUrl.PREFIX + "?" + (query == null ? "" : query), faults)
                .parameters();
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        settings.putAll(parameters);
    }

    /** Sets one setting, which wins over the URL's; null removes it. */
    public void setSetting(String name, @Nullable String value) {
        settings.compute(Objects.requireNonNull(name, "name"), (unused, before) -> value);
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
        return FourmindsRdsDriver.open(location(), properties, loginTimeout);
    }

    /** Returns the URL, or builds one from {@code databaseName}; the instance is then passed as a setting. */
    private String location() throws SQLException {
        if (databaseName.isEmpty()) {
            return url.isEmpty() ? JdbcUrl.PREFIX : url;
        }
        if (!url.isEmpty()) {
            throw SettingsFailures.invalid(
                    List.of("databaseName: goes with instance and without url; write the database into the URL"));
        }
        return JdbcUrl.PREFIX + "/" + JdbcUrl.encode(databaseName);
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    /** Limits each connect to four fifths of {@code seconds}, unless the setting {@code connectTimeout} is set. */
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
    public Logger getParentLogger() {
        return driver.getParentLogger();
    }

    /**
     * Returns what a naming service stores: the URL or instance and database, the login timeout and the settings.
     *
     * @throws NamingException if a secret is set, because a naming service would store and show it in clear text
     */
    @Override
    public Reference getReference() throws NamingException {
        return FourmindsRdsDataSourceFactory.of(url, databaseName, loginTimeout, settings);
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

    /** Shows the URL or the instance and database, without settings. */
    @Override
    public String toString() {
        int question = url.indexOf('?');
        String shown = question < 0 ? url : url.substring(0, question);
        return "FourmindsRdsDataSource["
                + (shown.isEmpty() ? settings.getOrDefault("instance", "") + "/" + databaseName : shown) + "]";
    }
}
