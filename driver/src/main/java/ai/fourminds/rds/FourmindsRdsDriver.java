package ai.fourminds.rds;

import ai.fourminds.rds.internal.connect.Configuration;
import ai.fourminds.rds.internal.connect.Connector;
import ai.fourminds.rds.internal.connect.SharedState;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.settings.JdbcUrl;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverAction;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver for {@code jdbc:fourminds-rds:<instance>[/<database>][?setting=value&...]} and
 * {@code jdbc:fourminds-rds:<engine>://<instance>[/<database>][?...]}. Returns the native driver's own connections.
 * Thread-safe. Works whether or not it is registered with {@link DriverManager}; class loading only registers it.
 */
public final class FourmindsRdsDriver implements Driver {

    static {
        try {
            DriverManager.registerDriver(new FourmindsRdsDriver(), new Deregistration());
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Creates a driver; all drivers share their caches. */
    public FourmindsRdsDriver() {}

    /**
     * Deregisters this driver and stops its native drivers' threads, for containers that unload class loaders. Other
     * drivers that this class loader registered are deregistered too. Open connections stay open. In the application's
     * own class loader only this driver is deregistered.
     *
     * @throws SQLException if {@link DriverManager} refuses
     */
    public static void unload() throws SQLException {
        Deregistration.run();
    }

    /**
     * Connects, or returns null for a URL of another driver.
     *
     * @param info settings that win over the URL's; never written to
     * @throws SQLException a diagnosis, implementing {@link ai.fourminds.rds.failure.RdsFailure}
     */
    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties info) throws SQLException {
        return url != null && JdbcUrl.isOurs(url) ? open(url, info, 0) : null;
    }

    /** @param loginTimeout the caller's login timeout in seconds, or 0 for none */
    static Connection open(String url, @Nullable Properties info, int loginTimeout) throws SQLException {
        SharedState shared = SharedState.get();
        List<String> faults = new ArrayList<>();
        Map<String, String> properties = copy(info, faults);
        SettingsFailures.throwIfAny(faults);
        Configuration configuration = Configuration.ofUrl(shared, url, properties, System.getenv(), loginTimeout);
        return new Connector(shared, configuration, loginTimeout).connect();
    }

    /** Returns whether the URL begins with {@code jdbc:fourminds-rds:}. */
    @Override
    public boolean acceptsURL(@Nullable String url) {
        return JdbcUrl.isOurs(url);
    }

    /**
     * Returns the settings table with the values given here, except secrets. Works before any connect and for any URL.
     * Lists the region's instances if AWS returns them within a second and no sign-in is needed.
     */
    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) {
        return new PropertySheet(
                        SharedState.get(), Duration.ofSeconds(1), url, copy(info, new ArrayList<>()), System.getenv())
                .rows();
    }

    /**
     * Copies the caller's Properties, defaults included. Converts numbers and booleans to text. Any other value is a
     * fault: to ignore it could drop the role to assume.
     */
    private static Map<String, String> copy(@Nullable Properties properties, List<String> faults) {
        Map<String, String> copy = new HashMap<>();
        if (properties != null) {
            properties.stringPropertyNames().forEach(name -> copy.put(name, properties.getProperty(name)));
            properties.forEach((name, value) -> {
                if (name instanceof String text && (value instanceof Number || value instanceof Boolean)) {
                    copy.put(text, value.toString());
                } else if (!(name instanceof String) || !(value instanceof String)) {
                    Object odd = name instanceof String ? value : name;
                    faults.add((name instanceof String text ? text : "properties") + ": hold a "
                            + odd.getClass().getName() + ", and take text, numbers and booleans only");
                }
            });
        }
        return copy;
    }

    @Override
    public int getMajorVersion() {
        return Version.CURRENT.major();
    }

    @Override
    public int getMinorVersion() {
        return Version.CURRENT.minor();
    }

    /** Returns false: JDBC compliance is the native driver's. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    /**
     * Returns the logger {@code ai.fourminds.rds}, which logs one line per step of a connect at {@code FINE}, without
     * secrets.
     */
    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("ai.fourminds.rds");
    }

    /**
     * Stops the native drivers' threads when a container deregisters the driver before it drops the application's class
     * loader. A named class: a lambda would load the lambda runtime at registration. Stateless.
     */
    private static final class Deregistration implements DriverAction {

        @Override
        public void deregister() {
            if (isIsolated()) {
                SharedState.get().plugins().unload();
            }
        }

        private static boolean isIsolated() {
            return Deregistration.class.getClassLoader() != ClassLoader.getSystemClassLoader();
        }

        /** Deregisters the driver, and its neighbours in a class loader of its own. */
        static void run() throws SQLException {
            // Listing the drivers can make DriverManager load this driver again, by the names in the
            // application's class loader, and a loaded driver registers itself.
            boolean again = true;
            while (again) {
                again = any();
            }
            new Deregistration().deregister();
        }

        /** DriverManager lists and deregisters only drivers that the calling class could load itself. */
        private static boolean any() throws SQLException {
            boolean any = false;
            for (Driver driver : Collections.list(DriverManager.getDrivers())) {
                Class<?> type = driver.getClass();
                boolean neighbour = isIsolated() && type.getClassLoader() == Deregistration.class.getClassLoader();
                if (neighbour || type == FourmindsRdsDriver.class) {
                    DriverManager.deregisterDriver(driver);
                    any = true;
                }
            }
            return any;
        }
    }

    /**
     * The driver's version, from the jar's manifest.
     *
     * @param major the first number
     * @param minor the second number
     */
    record Version(int major, int minor) {

        private static final Pattern TEXT = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*");

        static final Version CURRENT =
                of(String.valueOf(Version.class.getPackage().getImplementationVersion()));

        static Version of(String text) {
            Matcher numbers = TEXT.matcher(text);
            return numbers.matches()
                    ? new Version(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
                    : new Version(0, 0);
        }
    }
}
