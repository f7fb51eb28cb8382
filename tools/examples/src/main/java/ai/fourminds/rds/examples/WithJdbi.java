package ai.fourminds.rds.examples;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/** Jdbi with its plugin for PostgreSQL's types. Stateless. */
final class WithJdbi {
    public static void main(String... arguments) {
        var jdbi = Jdbi.create(arguments[0]).installPlugin(new PostgresPlugin());
        var tags = jdbi.withHandle(handle -> handle.select("SELECT tags FROM products WHERE price > ? LIMIT 3", 10)
                .mapTo(String[].class)
                .list());
        tags.forEach(row -> System.out.println(String.join(", ", row)));
    }
}
