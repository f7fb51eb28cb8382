package ai.fourminds.rds.benchmarks;

import ai.fourminds.rds.FourmindsRdsDriver;
import ai.fourminds.rds.benchmarks.measure.Arguments;
import ai.fourminds.rds.benchmarks.measure.Benchmark;
import ai.fourminds.rds.benchmarks.measure.Engine;
import ai.fourminds.rds.benchmarks.measure.Match;
import ai.fourminds.rds.benchmarks.measure.Stage;
import ai.fourminds.rds.local.LocalInstance;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/**
 * Compares this driver's {@code getConnection}, with look-up and token, with the native driver's, with full
 * verification and a token made beforehand. Stateless.
 */
final class Connects implements Benchmark {

    private static final int WARM_UP = 50;

    @Override
    public String description() {
        return "[ENGINE [ROUNDS]]  a connect, against the native driver with a token made beforehand";
    }

    @Override
    public void run(Path root, Arguments arguments) throws Exception {
        for (Engine engine : arguments.engines()) {
            try (Stage stage = Stage.of(root, List.of(engine))) {
                for (String driver : engine.drivers()) {
                    Attempt ours = ours(stage, engine, driver);
                    Attempt theirs = theirs(stage, engine, driver);
                    new Match(engine.label() + ": connect, native driver " + driver)
                            .with("fourminds-rds", () -> seconds(ours))
                            .with("native driver", () -> seconds(theirs))
                            .play(WARM_UP, arguments.number(1, 200));
                }
            }
        }
    }

    private static Attempt ours(Stage stage, Engine engine, String driver) {
        Driver ours = new FourmindsRdsDriver();
        Properties properties = new Properties();
        properties.putAll(stage.cloud().settings());
        if (engine.isFamily()) {
            properties.put("nativeDriver", driver);
        }
        String url = "jdbc:fourminds-rds:" + engine.instance() + "/" + Engine.DATABASE;
        return () -> Objects.requireNonNull(ours.connect(url, properties), "connection");
    }

    private static Attempt theirs(Stage stage, Engine engine, String driver) throws SQLException {
        LocalInstance instance = stage.instance(engine);
        String url = "jdbc:" + driver + "://" + instance.host() + ":" + instance.port() + "/" + Engine.DATABASE;
        Driver theirs = DriverManager.getDriver(url);
        Properties properties = new Properties();
        properties.putAll(Map.of("user", Stage.USER, "password", stage.token(engine)));
        properties.putAll(tls(driver, stage.cloud().rootCertificate()));
        return () -> Objects.requireNonNull(theirs.connect(url, properties), "connection");
    }

    private static Map<String, String> tls(String driver, Path root) throws SQLException {
        return switch (driver) {
            case "postgresql" -> Map.of("sslmode", "verify-full", "sslrootcert", root.toString());
            case "mariadb" -> Map.of("sslMode", "verify-full", "serverSslCert", root.toString());
            default ->
                Map.of(
                        "sslMode",
                        "VERIFY_IDENTITY",
                        "trustCertificateKeyStoreUrl",
                        TrustFile.pkcs12(root).toUri().toString(),
                        "trustCertificateKeyStoreType",
                        "PKCS12",
                        "trustCertificateKeyStorePassword",
                        TrustFile.PASSWORD,
                        "defaultAuthenticationPlugin",
                        "mysql_clear_password");
        };
    }

    private static double seconds(Attempt attempt) throws SQLException {
        long begun = System.nanoTime();
        try (Connection connection = attempt.connect()) {
            Objects.requireNonNull(connection, "connection");
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    /** Opens one connection. */
    @FunctionalInterface
    private interface Attempt {
        Connection connect() throws SQLException;
    }
}
