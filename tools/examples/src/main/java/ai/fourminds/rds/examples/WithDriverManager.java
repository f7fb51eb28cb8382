package ai.fourminds.rds.examples;

import java.sql.DriverManager;
import java.sql.SQLException;

/** Plain JDBC. Stateless. */
final class WithDriverManager {
    public static void main(String... arguments) throws SQLException {
        try (var connection = DriverManager.getConnection(arguments[0]);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id, name FROM customers ORDER BY id LIMIT 3")) {
            while (rows.next()) {
                System.out.println(rows.getInt("id") + " " + rows.getString("name"));
            }
        }
    }
}
