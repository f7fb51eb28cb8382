package ai.fourminds.rds.benchmarks.export;

import ai.fourminds.rds.benchmarks.measure.Engine;
import ai.fourminds.rds.benchmarks.measure.Stage;
import java.sql.SQLException;
import java.util.List;

/** A table of 14 columns of common types, with the same rows in each engine as far as their types allow. Stateless. */
final class WideTable {

    private static final String POSTGRESQL = """
            CREATE TABLE {name} AS
            SELECT g::bigint AS id, (g % 100000)::int AS customer, (g % 1000)::smallint AS store,
                   (g * 1.37)::numeric(12,2) AS amount, g / 7.0::double precision AS rate, g % 3 = 0 AS gift,
                   ('SKU-' || (g % 5000))::varchar(30) AS sku,
                   CASE g % 10 WHEN 0 THEN 'comma, and "quotes" in a note of some length that goes on for a while'
                                WHEN 1 THEN E'two\\nlines, Grüße, \\u00e9t\\u00e9 and more text to make it about eighty'
                                ELSE 'a plain remark about order number ' || g || ' that somebody typed in once' END AS note,
                   date '2020-01-01' + (g % 2000)::int AS day,
                   timestamp '2020-01-01' + g * interval '1.000123 second' AS made,
                   timestamptz '2020-01-01 00:00:00+00' + g * interval '1 second' AS paid,
                   md5(g::text)::uuid AS token,
                   jsonb_build_object('n', g, 'tags', jsonb_build_array('a', g % 7)) AS detail,
                   CASE WHEN g % 2 = 0 THEN 'half' END::varchar(30) AS half
            FROM generate_series(1, {rows}) g
            """;

    private static final String FAMILY = """
            CREATE TABLE {name} (id BIGINT NOT NULL PRIMARY KEY, customer INT, store SMALLINT, amount DECIMAL(12,2),
                   rate DOUBLE, gift BOOLEAN, sku VARCHAR(30), note TEXT, day DATE, made DATETIME(6), paid TIMESTAMP(6) NULL,
                   token {uuid}, detail JSON, half VARCHAR(30)) CHARACTER SET utf8mb4
            """;

    private static final String FAMILY_ROWS = """
            INSERT INTO {name}
            SELECT n, n % 100000, n % 1000, n * 1.37, n / 7e0, n % 3 = 0, CONCAT('SKU-', n % 5000),
                   CASE n % 10 WHEN 0 THEN 'comma, and "quotes" in a note of some length that goes on for a while'
                               WHEN 1 THEN 'two\\nlines, Grüße, été and more text to make it about eighty'
                               ELSE CONCAT('a plain remark about order number ', n, ' that somebody typed in once') END,
                   DATE '2020-01-01' + INTERVAL n % 2000 DAY,
                   TIMESTAMP '2020-01-01 00:00:00' + INTERVAL n * 1000123 MICROSECOND,
                   TIMESTAMP '2020-01-01 00:00:00' + INTERVAL n SECOND,
                   INSERT(INSERT(INSERT(INSERT(INSERT(INSERT(MD5(n), 13, 1, '4'), 17, 1, 'a'), 21, 0, '-'), 17, 0, '-'), 13, 0, '-'), 9, 0, '-'),
                   CONCAT('{"n": ', n, ', "tags": ["a", ', n % 7, ']}'), IF(n % 2 = 0, 'half', NULL)
            FROM (SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d + {million} AS n
                  FROM digit g, digit f, digit e, digit c, digit b, digit a) numbers
            WHERE n <= {rows}
            """;

    private static final int MILLION = 1_000_000;

    private WideTable() {}

    static void load(Stage stage, Engine engine, String name, int rows) throws SQLException {
        if (engine.isFamily()) {
            loadFamily(stage, engine, name, rows);
            return;
        }
        stage.execute(
                engine,
                List.of(
                        filled(POSTGRESQL, engine, name, rows, 0),
                        "GRANT SELECT ON " + engine.quoted(name) + " TO " + Stage.USER,
                        "VACUUM ANALYZE " + engine.quoted(name)));
    }

    private static void loadFamily(Stage stage, Engine engine, String name, int rows) throws SQLException {
        stage.execute(
                engine,
                List.of(
                        "CREATE TABLE IF NOT EXISTS digit (d INT NOT NULL PRIMARY KEY)",
                        "INSERT IGNORE INTO digit VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)",
                        filled(FAMILY, engine, name, rows, 0)));
        for (int million = 0; million < rows; million += MILLION) {
            stage.execute(engine, List.of(filled(FAMILY_ROWS, engine, name, rows, million)));
        }
        stage.execute(engine, List.of("ANALYZE TABLE " + engine.quoted(name)));
    }

    /** Returns a user's query; casts PostgreSQL's columns so that both sides write the same bytes. */
    static String select(Engine engine, String name) {
        String columns = engine.isFamily()
                ? "*"
                : "id, customer, store, amount, rate, gift::text AS gift, sku, note, day, made,"
                        + " replace(paid::text, '+00', '+00:00') AS paid, token, detail, half";
        return "SELECT " + columns + " FROM " + engine.quoted(name);
    }

    private static String filled(String sql, Engine engine, String name, int rows, int million) {
        return sql.replace("{name}", engine.quoted(name))
                .replace("{rows}", Integer.toString(rows))
                .replace("{million}", Integer.toString(million))
                .replace("{uuid}", engine == Engine.MARIADB ? "UUID" : "CHAR(36)");
    }
}
