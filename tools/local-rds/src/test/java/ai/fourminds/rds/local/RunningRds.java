package ai.fourminds.rds.local;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One local RDS with databases for all test classes that ask for it; its clock can be set. */
final class RunningRds implements ParameterResolver {
    static final String IAM_USER = "fourminds_iam_user";

    /** What the test classes share; closed when the last of them is done. */
    record Shared(LocalRds rds, SettableClock clock) implements AutoCloseable {
        LocalInstance analytics() {
            return rds.instance("prod-analytics");
        }

        String token() {
            return token(analytics(), IAM_USER);
        }

        String token(LocalInstance instance, String user) {
            return AwsClients.token(rds.principal(), instance.host(), instance.port(), user);
        }

        /** A connection by the native driver, verified as strictly as it can. */
        Connection connect(LocalInstance instance, String database, String user, String password) throws SQLException {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            properties.setProperty("sslmode", "verify-full");
            properties.setProperty("sslrootcert", rds.rootCertificate().toString());
            return DriverManager.getConnection(
                    "jdbc:postgresql://localhost:" + instance.listenPort() + "/"
                            + URLEncoder.encode(database, StandardCharsets.UTF_8),
                    properties);
        }

        Connection connect() throws SQLException {
            return connect(analytics(), "sales", IAM_USER, token());
        }

        @Override
        public void close() {
            rds.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Shared.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningRds.class))
                .computeIfAbsent(Shared.class, key -> start());
    }

    private static Shared start() {
        SettableClock clock = new SettableClock();
        return new Shared(LocalRds.builder().clock(clock).start(), clock);
    }
}
