package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.RdsFleet;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** What an application does with the driver between its start and its end, for a class loader of its own. Stateless. */
public final class LoaderGuest implements Function<Map<String, String>, Callable<Void>> {

    /** For the test, which reaches this class by its name alone. */
    public LoaderGuest() {}

    @Override
    public Callable<Void> apply(Map<String, String> settings) {
        return () -> {
            Class.forName("ai.fourminds.rds.FourmindsRdsDriver");
            connect(settings);
            assertThat(RdsFleet.of(settings).instances()).isNotEmpty();
            for (Driver driver : Collections.list(DriverManager.getDrivers())) {
                DriverManager.deregisterDriver(driver);
            }
            return null;
        };
    }

    private static void connect(Map<String, String> settings) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(settings);
        String url = "jdbc:fourminds-rds:" + properties.remove("instance") + "/";
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            assertThat(connection.isValid(20)).isTrue();
        }
    }
}
