package ai.fourminds.rds.examples;

import ai.fourminds.rds.FourmindsRdsDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

/** A pool over the data source; each new connection uses a new token. Stateless. */
final class WithHikariCp {
    public static void main(String... arguments) throws SQLException {
        var config = new HikariConfig();
        config.setDataSource(new FourmindsRdsDataSource(arguments[0]));
        try (var pool = new HikariDataSource(config);
                var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM customers")) {
            rows.next();
            System.out.println(rows.getLong(1) + " customers");
        }
    }
}
