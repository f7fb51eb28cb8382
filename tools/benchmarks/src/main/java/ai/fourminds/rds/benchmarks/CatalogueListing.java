package ai.fourminds.rds.benchmarks;

import ai.fourminds.rds.FourmindsRdsDriver;
import ai.fourminds.rds.benchmarks.measure.Arguments;
import ai.fourminds.rds.benchmarks.measure.Benchmark;
import ai.fourminds.rds.benchmarks.measure.Engine;
import ai.fourminds.rds.benchmarks.measure.Match;
import ai.fourminds.rds.benchmarks.measure.Stage;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.catalogue.CataloguePlugin;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;

/**
 * Compares a listing of many tables on an open connection with one JDBC statement and with one query per table.
 * Stateless.
 */
final class CatalogueListing implements Benchmark {

    private static final String POSTGRESQL = """
            SELECT n.nspname, c.relname, COALESCE(s.n_live_tup, c.reltuples), c.relnatts, pg_table_size(c.oid)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                 LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            """;

    private static final String POSTGRESQL_EACH = """
            SELECT COALESCE(s.n_live_tup, c.reltuples),
                   (SELECT COUNT(*) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0), pg_table_size(c.oid)
            FROM pg_class c LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
            WHERE c.oid = '"{name}"'::regclass
            """;

    private static final String FAMILY = """
            SELECT t.table_name, t.table_rows, t.data_length + t.index_length, c.width
            FROM information_schema.tables t
                 JOIN (SELECT table_name, COUNT(*) AS width FROM information_schema.columns
                       WHERE table_schema = 'bench' GROUP BY table_name) c ON c.table_name = t.table_name
            WHERE t.table_schema = 'bench'
            """;

    private static final String FAMILY_EACH = """
            SELECT t.table_rows, t.data_length + t.index_length,
                   (SELECT COUNT(*) FROM information_schema.columns c
                    WHERE c.table_schema = 'bench' AND c.table_name = '{name}')
            FROM information_schema.tables t WHERE t.table_schema = 'bench' AND t.table_name = '{name}'
            """;

    @Override
    public String description() {
        return "[ENGINE [TABLES [ROUNDS]]]  5,000 tables, against one statement and against one query per table";
    }

    @Override
    public void run(Path root, Arguments arguments) throws Exception {
        int tables = arguments.number(1, 5000);
        for (Engine engine : arguments.engines()) {
            try (Stage stage = Stage.of(root, List.of(engine))) {
                load(stage, engine, tables);
                for (String driver : engine.drivers()) {
                    try (Connection connection = connect(stage, engine, driver)) {
                        play(engine, driver, connection, tables, arguments.number(2, 7));
                    }
                }
            }
        }
    }

    private static void load(Stage stage, Engine engine, int tables) throws SQLException {
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < tables; i++) {
            statements.add("CREATE TABLE t" + i + " (a INT PRIMARY KEY, b VARCHAR(10), c DATE, d INT, e INT)");
        }
        if (!engine.isFamily()) {
            statements.add("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + Stage.USER);
            statements.add("ANALYZE");
        }
        stage.execute(engine, statements);
    }

    private static Connection connect(Stage stage, Engine engine, String driver) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(stage.cloud().settings());
        if (engine.isFamily()) {
            properties.put("nativeDriver", driver);
        }
        String url = "jdbc:fourminds-rds:" + engine.instance() + "/" + Engine.DATABASE;
        return Objects.requireNonNull(new FourmindsRdsDriver().connect(url, properties), "connection");
    }

    private static void play(Engine engine, String driver, Connection connection, int tables, int rounds)
            throws Exception {
        CataloguePlugin plugin = ServiceLoader.load(EnginePlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .map(CataloguePlugin.class::cast)
                .filter(p -> p.name().equals(driver))
                .findFirst()
                .orElseThrow();
        String each = engine.isFamily() ? FAMILY_EACH : POSTGRESQL_EACH;
        new Match(engine.label() + ": catalogue of " + tables + " tables, driver " + driver + ", warm")
                .with(
                        "our listing",
                        () -> seconds(() -> {
                            int found = plugin.catalogue(connection).tables().size();
                            if (found != tables) {
                                throw new IllegalStateException(found + " tables found of " + tables);
                            }
                            return found;
                        }))
                .with(
                        "one query per table",
                        () -> seconds(() -> {
                            for (int i = 0; i < tables; i++) {
                                read(connection, each.replace("{name}", "t" + i));
                            }
                            return tables;
                        }))
                .with("one statement", () -> seconds(() -> read(connection, engine.isFamily() ? FAMILY : POSTGRESQL)))
                .play(2, rounds);
    }

    private static int read(Connection connection, String sql) throws SQLException {
        int rows = 0;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows += result.getString(1).isEmpty() ? 0 : 1;
            }
        }
        return rows;
    }

    private static double seconds(Callable<Integer> work) throws Exception {
        long begun = System.nanoTime();
        work.call();
        return (System.nanoTime() - begun) / 1e9;
    }
}
