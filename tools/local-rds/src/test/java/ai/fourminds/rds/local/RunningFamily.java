package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningRds.IAM_USER;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One local RDS with MariaDB and MySQL for all test classes that ask for it; its clock can be set. */
final class RunningFamily implements ParameterResolver {
    /** A server's main instance, and a driver to get there. */
    record Way(String instance, NativeDriver driver) {
        static Stream<Way> all() {
            return Stream.of("prod-orders", "prod-billing")
                    .flatMap(instance -> Stream.of(NativeDriver.values()).map(driver -> new Way(instance, driver)));
        }

        /** The main instance's neighbour with this ending. */
        String neighbour(String ending) {
            return instance + "-" + ending;
        }
    }

    /** What the test classes share; closed when the last of them is done. */
    record Family(LocalRds rds, SettableClock clock) implements AutoCloseable {
        LocalInstance instance(Way way) {
            return rds.instance(way.instance());
        }

        String token(LocalInstance instance, String user) {
            return AwsClients.token(rds.principal(), instance.host(), instance.port(), user);
        }

        Connection connect(Way way) throws SQLException {
            return connect(way, "shop", IAM_USER, token(instance(way), IAM_USER));
        }

        Connection connect(Way way, String database, String user, String password) throws SQLException {
            return connect(way, instance(way), database, user, password);
        }

        Connection connect(Way way, LocalInstance instance, String database, String user, String password)
                throws SQLException {
            return way.driver()
                    .connect(way.driver().verified(rds), "localhost", instance.listenPort(), database, user, password);
        }

        @Override
        public void close() {
            rds.close();
        }
    }

    /** The first column of all rows. */
    static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }

    static String text(Connection connection, String sql) throws SQLException {
        return rows(connection, sql).get(0);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Family.class);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(RunningFamily.class))
                .computeIfAbsent(Family.class, key -> start());
    }

    private static Family start() {
        SettableClock clock = new SettableClock();
        LocalRds rds = LocalRds.builder()
                .engines(List.of(DatabaseEngine.MARIADB, DatabaseEngine.MYSQL))
                .clock(clock)
                .start();
        return new Family(rds, clock);
    }
}
