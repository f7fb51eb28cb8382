package ai.fourminds.rds.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the catalogue lists, seen by a user with few privileges. */
class CatalogueTest {
    private static final String COUNTED_PAGES = """
            WITH RECURSIVE part AS (
                     SELECT oid, reltoastrelid FROM pg_class WHERE oid = 'public.events'::regclass
                     UNION ALL
                     SELECT c.oid, c.reltoastrelid
                     FROM part JOIN pg_inherits ON inhparent = part.oid JOIN pg_class c ON c.oid = inhrelid),
                 heap AS (SELECT oid FROM part UNION SELECT reltoastrelid FROM part),
                 everything AS (SELECT oid FROM heap UNION SELECT indexrelid FROM pg_index JOIN heap ON indrelid = oid)
            SELECT sum(relpages) FROM pg_class c JOIN everything e ON e.oid = c.oid WHERE relkind NOT IN ('p', 'I')
            """;

    private static final String DB = "listing";
    private static final String HOSTILE = "we \"quote\" %s :x ? {} 🦆";

    private static Connection connection;
    private static Catalogue catalogue;

    @BeforeAll
    static void create() throws SQLException {
        Cloud.createDatabase(
                "crowded",
                "DO $$BEGIN FOR i IN 600..999 LOOP EXECUTE 'CREATE TABLE public.t' || i || ' AS SELECT 1 AS id'; END LOOP; END$$");
        Cloud.createDatabase(
                DB,
                "CREATE SCHEMA mysql",
                "CREATE SCHEMA sys",
                "CREATE SCHEMA closed",
                "CREATE SCHEMA \"" + HOSTILE.replace("\"", "\"\"") + "\"",
                "GRANT USAGE ON SCHEMA \"" + HOSTILE.replace("\"", "\"\"") + "\" TO PUBLIC",
                "CREATE TABLE \"" + HOSTILE.replace("\"", "\"\"") + "\".\"" + HOSTILE.replace("\"", "\"\"")
                        + "\" (\"a \"\"b\"\"\n%s\" int, \":x ?\" text, b bytea)",
                "CREATE TABLE mysql.\"user\" (id int)",
                "CREATE TABLE sys.t (id int)",
                "CREATE TABLE closed.secret (a int, b int)",
                "REVOKE ALL ON closed.secret FROM PUBLIC",
                "CREATE TABLE public.empty ()",
                "CREATE TABLE public.people (id int PRIMARY KEY, gone int, name text)",
                "ALTER TABLE public.people DROP COLUMN gone",
                "INSERT INTO public.people SELECT i, 'name ' || i FROM generate_series(1, 1000) i",
                "CREATE TABLE public.pupils (school text) INHERITS (public.people)",
                "CREATE VIEW public.people_view AS SELECT * FROM public.people",
                "CREATE MATERIALIZED VIEW public.people_copy AS SELECT * FROM public.people",
                "CREATE SEQUENCE public.seq",
                "CREATE EXTENSION file_fdw",
                "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw",
                "CREATE FOREIGN TABLE public.foreign_one (a text) SERVER files OPTIONS (filename '/dev/null')",
                "CREATE TABLE public.events (at date, kind int, note text) PARTITION BY RANGE (at)",
                "CREATE TABLE public.events_2023 PARTITION OF public.events FOR VALUES FROM ('2023-01-01') TO ('2024-01-01')",
                "CREATE TABLE public.events_2024 PARTITION OF public.events"
                        + " FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (kind)",
                "CREATE TABLE public.events_2024_1 PARTITION OF public.events_2024 FOR VALUES IN (1)",
                "CREATE TABLE public.events_2024_2 PARTITION OF public.events_2024 FOR VALUES IN (2)",
                "INSERT INTO public.events SELECT date '2023-06-01' + (i % 2) * 366, 1 + i % 2, 'n' FROM generate_series(1, 3000) i",
                "VACUUM ANALYZE");
        Cloud.admin(
                "postgres",
                "CREATE DATABASE performance_schema",
                "CREATE DATABASE \"Zoo %s\"",
                "CREATE DATABASE forbidden",
                "REVOKE CONNECT ON DATABASE forbidden FROM PUBLIC",
                "CREATE DATABASE shut ALLOW_CONNECTIONS false");
        connection = Cloud.connect(DB);
        catalogue = new PostgresqlPlugin().catalogue(connection);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static TableInfo table(String schema, String name) throws SQLException {
        return catalogue.tables().stream()
                .filter(t -> t.name().equals(new TableName(schema, name)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aNameFindsWhatTheListingLeavesOutToo() throws SQLException {
        assertThat(catalogue.named(
                        List.of("PEOPLE_VIEW", "public.people_copy", "foreign_one", "Events_2024_1", "gone")))
                .extracting(table -> table.name().qualified())
                .containsExactly(
                        "public.events_2024_1", "public.foreign_one", "public.people_copy", "public.people_view");
        assertThat(catalogue.named(List.of("people", HOSTILE + "." + HOSTILE)))
                .extracting(table -> table.name().name())
                .containsExactly("people", HOSTILE);
        assertThat(catalogue.named(List.of("events")))
                .isEqualTo(catalogue.tables().stream()
                        .filter(table -> table.name().name().equals("events"))
                        .toList());
    }

    /** Neither a lock on the table nor one on its index, nor who waits behind a reader. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "LOCK TABLE public.people IN ACCESS EXCLUSIVE MODE",
                "REINDEX INDEX public.people_pkey",
                "TRUNCATE public.events_2024_1"
            })
    void aLockHoldsNoListingUp(String lock) throws SQLException {
        List<TableInfo> unlocked = catalogue.tables();
        try (Connection holder = Cloud.instance("prod-analytics").adminConnection(DB);
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(lock);

            assertThat(catalogue.tables())
                    .extracting(TableInfo::name, TableInfo::columns)
                    .containsExactlyElementsOf(unlocked.stream()
                            .map(table -> tuple(table.name(), table.columns()))
                            .toList());
            assertThat(catalogue.tables())
                    .filteredOn(table -> table.name().name().equals("people"))
                    .allMatch(table -> table.sizeBytes() > 8192);
            assertThat(catalogue.named(List.of("people"))).hasSize(1);
            holder.rollback();
        }
    }

    /** ANALYZE counts -1 pages of a partitioned table. */
    @Test
    void aLockedListingSumsThePagesThatWereCounted() throws SQLException {
        try (Connection holder = Cloud.instance("prod-analytics").adminConnection(DB);
                Statement statement = holder.createStatement()) {
            statement.execute("ANALYZE public.events");
            long pages;
            try (ResultSet counted = statement.executeQuery(COUNTED_PAGES)) {
                assertThat(counted.next()).isTrue();
                pages = counted.getLong(1);
            }
            holder.setAutoCommit(false);
            statement.execute("LOCK TABLE public.people IN ACCESS EXCLUSIVE MODE");

            assertThat(catalogue.named(List.of("events", "people")))
                    .filteredOn(table -> table.name().name().equals("events"))
                    .extracting(TableInfo::sizeBytes)
                    .containsExactly(pages * 8192);
            holder.rollback();
        }
    }

    /** A lock on the last of them has the sizes that are not read yet taken from what was counted. */
    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "LOCK TABLE public.t999 IN ACCESS EXCLUSIVE MODE"})
    void theFirstOfManyTablesAreHandedOverBeforeTheRest(String before) throws SQLException {
        List<List<TableInfo>> first = new ArrayList<>();
        try (Connection holder = Cloud.instance("prod-analytics").adminConnection("crowded");
                Statement statement = holder.createStatement();
                Connection crowded = Cloud.connect("crowded")) {
            holder.setAutoCommit(false);
            statement.execute(before);
            List<TableInfo> all = new PostgresqlPlugin().catalogue(crowded).tables(first::add);

            assertThat(all).extracting(t -> t.name().name()).isSorted().hasSize(400);
            assertThat(first).containsExactly(all.subList(0, 300));
            assertThat(all.subList(0, 300)).allMatch(table -> table.sizeBytes() == 8192);
            holder.rollback();
        }
    }

    @Test
    void fewTablesComeAllAtOnce() throws SQLException {
        assertThat(catalogue.tables(first -> {
                    throw new AssertionError(first);
                }))
                .isEqualTo(catalogue.tables());
    }

    @Test
    void databasesAreThoseTheUserMayConnectTo() throws SQLException {
        assertThat(catalogue.databases())
                .contains(DB, "postgres", "Zoo %s")
                .doesNotContain("template0", "template1", "rdsadmin", "performance_schema", "forbidden", "shut")
                .isSorted();
    }

    /** The listing is asked what holds while it runs, in place of what it lists. */
    @Test
    void nothingIsCompiledForAListing() throws SQLException {
        String asked =
                "SELECT current_setting('jit') AS schema_name, '' AS table_name, 0 AS estimated_rows, 0 AS column_count, 0 AS size_bytes, 'r' AS kind";
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("prepareStatement")
                    && arguments[0].toString().contains("estimated_rows")) {
                arguments[0] = asked;
            }
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
            }
        };
        Connection questioned = (Connection)
                Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET jit = on");
            List<TableInfo> listed =
                    new PostgresqlPlugin().catalogue(questioned).tables();
            assertThat(listed).extracting(t -> t.name().schema()).containsExactly("off");
            try (ResultSet jit = statement.executeQuery("SHOW jit")) {
                assertThat(jit.next()).isTrue();
                assertThat(jit.getString(1)).isEqualTo("on");
            }
        }
    }

    @Test
    void tablesAreBaseTablesOnlyAndSorted() throws SQLException {
        assertThat(catalogue.tables())
                .extracting(t -> t.name().qualified())
                .containsExactly(
                        "closed.secret",
                        "mysql.user",
                        "public.empty",
                        "public.events",
                        "public.people",
                        "public.pupils",
                        "sys.t",
                        HOSTILE + "." + HOSTILE);
    }

    @Test
    void figuresAreTheServers() throws SQLException {
        TableInfo people = table("public", "people");

        assertThat(people.estimatedRows()).isPositive().isEqualTo(live("people"));
        assertThat(people.columns()).isEqualTo(2);
        assertThat(people.sizeBytes()).isEqualTo(size("public.people"));
        assertThat(table("public", "empty").columns()).isZero();
        assertThat(table("closed", "secret").columns()).isEqualTo(2);
    }

    @Test
    void aPartitionedTableIsListedOnceWithTheSumsOfItsLeaves() throws SQLException {
        TableInfo events = table("public", "events");

        assertThat(events.estimatedRows())
                .isPositive()
                .isEqualTo(live("events_2023") + live("events_2024_1") + live("events_2024_2"));
        assertThat(events.columns()).isEqualTo(3);
        assertThat(events.sizeBytes())
                .isEqualTo(size("public.events_2023") + size("public.events_2024_1") + size("public.events_2024_2"))
                .isPositive();
    }

    private static long size(String table) throws SQLException {
        return number("SELECT pg_total_relation_size('" + table + "')");
    }

    private static long live(String table) throws SQLException {
        return number("SELECT n_live_tup FROM pg_stat_user_tables WHERE relname = '" + table + "'");
    }

    private static long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void theEstimateFallsBackToThePlannersWhenStatisticsAreLost() throws SQLException {
        Cloud.createDatabase(
                "restored",
                "CREATE TABLE public.t (a int)",
                "INSERT INTO public.t SELECT generate_series(1, 500)",
                "CREATE TABLE public.fresh (a int)",
                "CREATE TABLE public.emptied (a int)",
                "INSERT INTO public.emptied SELECT generate_series(1, 500)",
                PostgresqlDialect.FLUSH_STATISTICS,
                "VACUUM ANALYZE",
                PostgresqlDialect.FLUSH_STATISTICS,
                "SELECT pg_stat_reset()",
                "DELETE FROM public.emptied",
                PostgresqlDialect.FLUSH_STATISTICS);
        try (Connection restored = Cloud.connect("restored")) {
            assertThat(new PostgresqlPlugin().catalogue(restored).tables())
                    .extracting(t -> t.name().name() + " " + t.estimatedRows())
                    .containsExactly("emptied 0", "fresh 0", "t 500");
        }
    }
}
