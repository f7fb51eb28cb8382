package ai.fourminds.rds;

import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.settings.Faults;
import ai.fourminds.rds.internal.settings.JdbcUrl;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
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
 * The driver as a {@link DataSource}, for pools, frameworks and naming services that want a bean: a URL, or an instance and
 * a database, with settings over it. Every connection is a new one with a token of its own; pooling is the pool's job.
 * Thread-safe; to be set up before it is used. Cannot print a setting's value.
 */
public final class FourmindsRdsDataSource implements DataSource, Referenceable {

    private final FourmindsRdsDriver driver = new FourmindsRdsDriver();
    private final Map<String, String> settings = new ConcurrentHashMap<>();
    private volatile String url = "";
    private volatile String databaseName = "";
    private volatile int loginTimeout;
    private volatile @Nullable PrintWriter logWriter;

    /** A data source without a URL yet, as bean containers make them. */
    public FourmindsRdsDataSource() {}

    /** A data source for a URL. */
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

    /** The DB instance by identifier, ARN or endpoint, for a data source without a URL. */
    public void setInstance(@Nullable String instance) {
        setSetting("instance", instance);
    }

    /** The database, for a data source without a URL; the engine's usual one when not set. */
    public void setDatabaseName(@Nullable String databaseName) {
        this.databaseName = databaseName == null ? "" : databaseName;
    }

    /** The database user granted IAM authentication; the same as the setting {@code user}. */
    public void setUser(@Nullable String user) {
        setSetting("user", user);
    }

    /** The AWS region; the same as the setting {@code region}. */
    public void setRegion(@Nullable String region) {
        setSetting("region", region);
    }

    /** Where AWS credentials come from; the same as the setting {@code auth}. */
    public void setAuth(@Nullable String auth) {
        setSetting("auth", auth);
    }

    /** The saved connection; the same as the setting {@code connection}. */
    public void setConnection(@Nullable String connection) {
        setSetting("connection", connection);
    }

    /**
     * Sets any settings as a URL's query does, for pools that set bean properties by name:
     * {@code auth=profile&awsProfile=work}. Null sets none.
     *
     * @throws IllegalArgumentException naming what cannot be read
     */
    public void setSettings(@Nullable String query) {
        Faults faults = new Faults();
        Map<String, String> parameters = JdbcUrl.parse(JdbcUrl.PREFIX + "?" + (query == null ? "" : query), faults)
                .parameters();
        if (!faults.found().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults.found()));
        }
        settings.putAll(parameters);
    }

    /** Sets a setting, which wins over the URL's; null takes it back. */
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

    /** The URL, or the one that {@code databaseName} stands for; the instance is then a setting. */
    private String location() throws SQLException {
        if (databaseName.isEmpty()) {
            return url.isEmpty() ? JdbcUrl.PREFIX : url;
        }
        if (!url.isEmpty()) {
            throw SettingsFailures.invalid(
                    List.of("databaseName: goes with instance and without url; write the database into the URL"));
        }
        return JdbcUrl.PREFIX + "/" + UrlText.encode(databaseName);
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    /** Bounds a whole connect, which ends within four fifths of it, unless the setting {@code connectTimeout} does. */
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
     * What a naming service keeps: the URL or instance and database, the login timeout and the settings.
     *
     * @throws NamingException if a secret is set, which a naming service would hold and show in clear
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

    /** Shows where to, without settings. */
    @Override
    public String toString() {
        int question = url.indexOf('?');
        String shown = question < 0 ? url : url.substring(0, question);
        return "FourmindsRdsDataSource["
                + (shown.isEmpty() ? settings.getOrDefault("instance", "") + "/" + databaseName : shown) + "]";
    }
}
