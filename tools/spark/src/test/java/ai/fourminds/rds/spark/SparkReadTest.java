package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading with format("jdbc"), our URLs, and executors in other processes. */
@ExtendWith(ClusterExtension.class)
class SparkReadTest {

    private static final String HOSTILE = "we\"ird `n'%s\nä";
    private static Cluster cluster;

    @BeforeAll
    static void createTables(Cluster running) throws SQLException {
        cluster = running;
        cluster.admin("prod-analytics", "postgres", "CREATE DATABASE reading");
        cluster.admin(
                "prod-analytics",
                "reading",
                "CREATE TABLE kinds (id int PRIMARY KEY, flag boolean, price numeric(12,2), tags text[], doc jsonb,"
                        + " key uuid, seen timestamptz, noted timestamp, day date, ratio float8, raw bytea, big bigint)",
                "INSERT INTO kinds VALUES (1, true, 12.30, '{a,b}', '{\"n\": 1}', gen_random_uuid(),"
                        + " '2024-02-29 13:14:15+00', '2024-02-29 13:14:15', '2024-02-29', 0.5, '\\x00ff', 9007199254740993)",
                "CREATE TABLE numbers AS SELECT n AS id, n % 3 AS kind, repeat('x', 100) AS filler"
                        + " FROM generate_series(1, 20000) AS n",
                "CREATE TABLE orders AS SELECT n AS id, n % 10 AS quantity, CASE WHEN n > 24500 THEN 'paid' ELSE 'new' END"
                        + " AS status FROM generate_series(1, 25000) AS n",
                "CREATE TABLE \"" + HOSTILE.replace("\"", "\"\"") + "\" AS SELECT 1 AS \""
                        + HOSTILE.replace("\"", "\"\"") + "\"",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO fourminds_iam_user");
        for (String instance : cluster.family()) {
            cluster.admin(
                    instance,
                    "mysql",
                    "CREATE DATABASE reading",
                    "CREATE TABLE reading.kinds (id int PRIMARY KEY, flag tinyint(1), price decimal(12,2), doc json,"
                            + " noted datetime, day date, ratio double, big bigint unsigned)",
                    "INSERT INTO reading.kinds VALUES (1, 1, 12.30, '{\"n\": 1}', '2024-02-29 13:14:15', '2024-02-29',"
                            + " 0.5, 18446744073709551615), (2, 0, 1.00, NULL, NULL, NULL, NULL, 7)",
                    "GRANT SELECT ON reading.* TO 'fourminds_iam_user'@'%'");
        }
    }

    @Test
    void postgresqlTypesAreThoseOfSparksOwnDialect() {
        Dataset<Row> kinds = jdbc("jdbc:fourminds-rds:postgresql://prod-analytics/reading")
                .option("dbtable", "kinds")
                .load();

        assertThat(kinds.schema().toDDL())
                .isEqualTo("id INT,flag BOOLEAN,price DECIMAL(12,2),tags ARRAY<STRING>,doc STRING,key STRING,"
                        + "seen TIMESTAMP,noted TIMESTAMP,day DATE,ratio DOUBLE,raw BINARY,big BIGINT");
        Row row = kinds.head();
        assertThat(row.getDecimal(2)).hasToString("12.30");
        assertThat(row.<String>getList(3)).containsExactly("a", "b");
        assertThat(row.getLong(11)).isEqualTo(9007199254740993L);
    }

    @ParameterizedTest
    @CsvSource({"mysql, prod-billing", "mariadb, prod-orders"})
    void familyColumnsAreReadAndNotTheirNames(String engine, String instance) {
        String identifier = cluster.rds().instance(instance).identifier();
        List<Row> rows = jdbc("jdbc:fourminds-rds:" + engine + "://" + identifier + "/reading")
                .option("dbtable", "kinds")
                .load()
                .where("id = 1")
                .select("id", "flag", "price", "big")
                .collectAsList();

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).toString()).isEqualTo("[1,true,12.30,18446744073709551615]");
    }

    /** There is no pyspark here: what its program hands to Spark is read out of it. */
    @Test
    void theOptionsOfTheExampleInPythonReadATableInParts() throws IOException {
        String program = Files.readString(Path.of("..", "examples", "spark", "with_spark.py"));
        Map<String, String> options = Pattern.compile(
                        "[.]option[(]\"(\\w+)\", (?:\"(.+)\"|([0-9_]+)|sys[.]argv\\[1])[)]")
                .matcher(program)
                .results()
                .collect(Collectors.toMap(
                        option -> option.group(1),
                        option -> Stream.of(option.group(2), option.group(3))
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse("jdbc:fourminds-rds:postgresql://prod-analytics/reading")
                                .replace("_", "")));
        assertThat(options).hasSize(program.split("[.]option[(]").length - 1).hasSize(8);
        String where = program.replaceFirst("(?s).*[.]where[(]\"([^\"]+)\"[)].*", "$1");

        Dataset<Row> orders = cluster.spark()
                .read()
                .format(program.replaceFirst("(?s).*[.]format[(]\"(\\w+)\"[)].*", "$1"))
                .options(cluster.settings())
                .options(options)
                .load();

        assertThat(orders.javaRDD().getNumPartitions()).isEqualTo(Integer.parseInt(options.get("numPartitions")));
        assertThat(orders.where(where)
                        .groupBy("status")
                        .count()
                        .orderBy("status")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[new,9800]", "[paid,200]");
    }

    @Test
    void executorsReadTheirOwnPartsInProcessesOfTheirOwn() {
        Dataset<Row> numbers = jdbc("jdbc:fourminds-rds:postgresql://prod-analytics/reading")
                .option("dbtable", "numbers")
                .option("partitionColumn", "id")
                .option("lowerBound", "1")
                .option("upperBound", "20000")
                .option("numPartitions", "4")
                .load();

        MapPartitionsFunction<Row, String> process = rows -> {
            int count = 0;
            for (; rows.hasNext(); count++) {
                rows.next();
            }
            return List.of(ProcessHandle.current().pid() + " " + count).iterator();
        };
        List<String> parts = numbers.mapPartitions(process, Encoders.STRING()).collectAsList();

        Set<String> processes = new TreeSet<>();
        parts.forEach(part -> processes.add(part.split(" ")[0]));
        assertThat(parts).hasSize(4);
        assertThat(parts.stream().mapToInt(part -> Integer.parseInt(part.split(" ")[1])))
                .allMatch(rows -> rows > 4900)
                .satisfies(
                        rows -> assertThat(rows.stream().mapToInt(r -> r).sum()).isEqualTo(20000));
        assertThat(processes)
                .doesNotContain(String.valueOf(ProcessHandle.current().pid()));
    }

    @Test
    void settingsKeepTheirCapitalsWherePredicatesAreGiven() {
        Properties settings = new Properties();
        settings.putAll(cluster.settings());

        Dataset<Row> two = cluster.spark()
                .read()
                .jdbc(
                        "jdbc:fourminds-rds:postgresql://prod-analytics/reading",
                        "numbers",
                        new String[] {"id = 1", "id = 2"},
                        settings);

        assertThat(two.count()).isEqualTo(2);
    }

    @Test
    void filtersAreLeftToTheServer() {
        Dataset<Row> some = jdbc("jdbc:fourminds-rds:postgresql://prod-analytics/reading")
                .option("dbtable", "numbers")
                .load()
                .where("kind = 2 AND id < 100");

        assertThat(some.queryExecution().executedPlan().toString())
                .contains("PushedFilters: [")
                .contains("*EqualTo(kind,2)")
                .contains("*LessThan(id,100)");
        assertThat(some.count()).isEqualTo(33);
    }

    @ParameterizedTest
    @CsvSource({
        "pg, prod-analytics, public.numbers, kind, 3",
        "my, prod-billing, reading.kinds, flag, 2",
        "maria, prod-orders, reading.kinds, flag, 2"
    })
    void aggregatesAndLimitsAreLeftToTheServer(
            String catalog, String instance, String table, String group, long groups) {
        assertThat(cluster.rds().instance(instance).identifier()).isEqualTo(instance);
        Dataset<Row> counted = cluster.spark()
                .sql("SELECT " + group + ", count(*) FROM " + catalog + "." + table + " GROUP BY " + group);
        Dataset<Row> first = cluster.spark().sql("SELECT id FROM " + catalog + "." + table + " LIMIT 1");

        assertThat(counted.queryExecution().optimizedPlan().toString()
                        + counted.queryExecution().executedPlan())
                .contains("PushedAggregates: [COUNT(*)]");
        assertThat(counted.count()).isEqualTo(groups);
        assertThat(first.queryExecution().executedPlan().toString()).contains("PushedLimit: LIMIT 1");
        assertThat(first.count()).isOne();
    }

    @Test
    void hostileNamesAreQuoted() {
        Dataset<Row> weird = jdbc("jdbc:fourminds-rds:postgresql://prod-analytics/reading")
                .option("dbtable", '"' + HOSTILE.replace("\"", "\"\"") + '"')
                .load();

        assertThat(weird.columns()).containsExactly(HOSTILE);
        assertThat(weird.filter(weird.col('`' + HOSTILE.replace("`", "``") + '`')
                                .equalTo(1))
                        .count())
                .isOne();
    }

    @Test
    void theShortFormIsRefusedWithTheEngineFormToWrite() {
        DataFrameReader reader = jdbc("jdbc:fourminds-rds:prod-orders/reading").option("dbtable", "kinds");

        assertThatIllegalArgumentException()
                .isThrownBy(reader::load)
                .withMessageContaining("url=jdbc:fourminds-rds:mariadb://prod-orders/reading,")
                .withMessageContaining("format(\"fourminds-rds\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-analytics", "prod-billing", "prod-orders"})
    void theSourceOfOurOwnAsksTheInstanceForItsEngine(String instance) {
        Dataset<Row> kinds = cluster.spark()
                .read()
                .format("fourminds-rds")
                .options(cluster.settings())
                .option(
                        "url",
                        "jdbc:fourminds-rds:" + cluster.rds().instance(instance).identifier() + "/reading")
                .option("dbtable", "kinds")
                .load();

        assertThat(kinds.where("price > 12").count()).isOne();
        assertThat(kinds.schema().apply("price").dataType().simpleString()).isEqualTo("decimal(12,2)");
    }

    @Test
    void anEngineThatIsNotTheInstancesIsTheDriversDiagnosis() {
        Throwable failure = catchThrowable(() -> jdbc("jdbc:fourminds-rds:mysql://prod-analytics/reading")
                .option("dbtable", "kinds")
                .load());

        String all = Stream.iterate(failure, t -> t != null, Throwable::getCause)
                .map(String::valueOf)
                .reduce("", String::concat);
        assertThat(all).contains("mysql").contains("postgres");
    }

    private static DataFrameReader jdbc(String url) {
        Map<String, String> settings = cluster.settings();
        return cluster.spark().read().format("jdbc").options(settings).option("url", url);
    }
}
