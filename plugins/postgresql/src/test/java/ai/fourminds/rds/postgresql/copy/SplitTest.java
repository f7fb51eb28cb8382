package ai.fourminds.rds.postgresql.copy;

import static ai.fourminds.rds.postgresql.Exports.ALL;
import static ai.fourminds.rds.postgresql.Exports.export;
import static ai.fourminds.rds.postgresql.Exports.query;
import static ai.fourminds.rds.postgresql.Exports.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import ai.fourminds.rds.postgresql.Cloud;
import ai.fourminds.rds.postgresql.Exports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One table read through several connections at once. */
class SplitTest {

    private static final String DB = "splits";
    private static final SpareReaders.Cut SMALL = new SpareReaders.Cut(8, 4);
    private static final String HOSTILE = "we \"cut\", %s\n🦆";

    private final AtomicInteger opened = new AtomicInteger();
    private final Queue<Connection> connections = new ConcurrentLinkedQueue<>();
    private final CountedSpare spare = new CountedSpare(3);
    private ExportSession session;
    private ExportChannel channel;

    @BeforeAll
    static void create() throws SQLException {
        String rows = " AS SELECT i AS id, CASE i % 7 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN E'a,\"\\n' ELSE"
                + " repeat('x', i % 300) || i END AS t FROM generate_series(1, 30000) i";
        Cloud.createDatabase(
                DB,
                "CREATE TABLE public.large" + rows,
                "CREATE TABLE public.\"" + HOSTILE.replace("\"", "\"\"") + "\"" + rows,
                "CREATE TABLE public.holes" + rows,
                "DELETE FROM public.holes WHERE id BETWEEN 2000 AND 20000 OR id % 3 = 0",
                // Its blocks stay, whatever the server tidies up meanwhile.
                "CREATE TABLE public.emptied WITH (vacuum_truncate = off)" + rows,
                "CREATE TABLE public.moving" + rows,
                "CREATE TABLE public.wide AS SELECT i AS id, (SELECT string_agg(md5((i * 1000 + j)::text), '')"
                        + " FROM generate_series(1, 3000) j) AS t FROM generate_series(1, 60) i",
                "INSERT INTO public.wide SELECT i, 'short' FROM generate_series(61, 9000) i",
                "CREATE TABLE public.filtered" + rows,
                "ALTER TABLE public.filtered ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY few ON public.filtered USING (id <= 10)",
                "CREATE TABLE public.granted" + rows,
                "REVOKE ALL ON public.granted FROM PUBLIC",
                "GRANT SELECT (id, t) ON public.granted TO PUBLIC",
                "CREATE TABLE public.parent (id int, t text)",
                "CREATE TABLE public.child () INHERITS (public.parent)",
                "INSERT INTO public.child SELECT * FROM public.large",
                "INSERT INTO public.parent SELECT * FROM public.large WHERE id <= 20000",
                "CREATE TABLE public.cut (id int, t text) PARTITION BY RANGE (id)",
                "CREATE TABLE public.cut_1 PARTITION OF public.cut DEFAULT",
                "INSERT INTO public.cut SELECT * FROM public.large",
                "CREATE TABLE public.indexed" + rows,
                "CREATE INDEX ON public.indexed (id)",
                "CREATE MATERIALIZED VIEW public.seen AS SELECT * FROM public.large",
                "VACUUM ANALYZE",
                "DELETE FROM public.emptied");
    }

    @BeforeEach
    void open() throws SQLException {
        session = session(SMALL);
        channel = session.openChannel(spare);
    }

    @AfterEach
    void close() throws SQLException {
        channel.close();
        session.close();
        assertThat(spare.taken()).isZero();
    }

    private ExportSession session(SpareReaders.Cut cut) throws SQLException {
        return SnapshotSession.open(counted(), cut);
    }

    private ConnectionSource counted() {
        return () -> {
            opened.incrementAndGet();
            Connection connection = Cloud.connect(DB);
            connections.add(connection);
            return connection;
        };
    }

    private static String whole(String name) throws Exception {
        return export(DB, table("public", name)).csv();
    }

    @ParameterizedTest
    @ValueSource(strings = {"large", HOSTILE, "holes", "emptied", "wide", "parent", "child", "cut_1"})
    void theFileIsTheSameAsThroughOneConnection(String name) throws Exception {
        var exported = export(channel, table("public", name), ALL);

        assertThat(exported.csv()).isEqualTo(whole(name));
        assertThat(exported.result())
                .usingRecursiveComparison()
                .ignoringFields("snapshot")
                .isEqualTo(export(DB, table("public", name)).result());
        assertThat(opened).hasValueGreaterThan(2);
    }

    @ParameterizedTest
    @CsvSource({"filtered", "granted", "cut", "seen"})
    void whatHasNoBlocksOfItsOwnOrHidesRowsIsReadThroughOne(String name) throws Exception {
        assertThat(export(channel, table("public", name), ALL).csv()).isEqualTo(whole(name));
        assertThat(opened).hasValue(2);
    }

    @Test
    void aCappedTableIsReadThroughOne() throws Exception {
        var exported = export(channel, table("public", "large"), new CsvOptions(29_999, false));

        assertThat(exported.result().rows()).isEqualTo(29_999);
        assertThat(exported.result().truncated()).isTrue();
        assertThat(opened).hasValue(2);
    }

    private static ExportSource part(String name, String where, String... columns) {
        return new ExportSource.OfTable(new TableName("public", name), new TableSubset(List.of(columns), where, 0));
    }

    private static List<String> rowsOf(String sql) throws Exception {
        return rows(export(DB, query(sql)));
    }

    private static List<String> rows(Exports.Exported exported) {
        return exported.csv().lines().skip(1).toList();
    }

    @Test
    void conditionsAndColumnsAreReadThroughSeveral() throws Exception {
        String condition = "id % 3 = 0 OR id = (SELECT max(s.id) FROM public.seen s WHERE s.id % 3 = 1)";

        assertThat(export(channel, part("large", condition, "t", "id"), ALL).csv())
                .isEqualTo(export(DB, query("SELECT t, id FROM public.large WHERE " + condition))
                        .csv());
        assertThat(opened).hasValueGreaterThan(2);
    }

    @Test
    void aConditionThatAnIndexAnswersIsReadThroughOne() throws Exception {
        assertThat(rows(export(channel, part("indexed", "id BETWEEN 7 AND 9", "id"), ALL)))
                .containsExactly("7", "8", "9");
        assertThat(opened).hasValue(2);
    }

    /** Each part is a statement of its own, for which the one before may have changed how the server reads strings. */
    @Test
    void aConditionThatChangesHowStringsAreReadStaysOneExpression() throws Exception {
        String condition =
                "set_config('standard_conforming_strings', 'off', true) <> 'a\\' AND id <> 5 AND t IS DISTINCT FROM"
                        + " ') ; COMMIT ; DELETE FROM public.large ; -- '";

        assertThatThrownBy(() -> export(channel, part("large", condition), ALL))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("not one complete expression");
        assertThat(rowsOf("SELECT count(*) FROM public.large")).containsExactly("30000");
    }

    @Test
    void aLargeTablesSampleIsDrawnFromSomeOfItsBlocks() throws Exception {
        Cloud.admin(
                DB,
                "CREATE TABLE public.huge AS SELECT i AS id, repeat('x', 900) AS t FROM generate_series(1, 40000) i",
                "ANALYZE public.huge");
        ExportSource sample =
                new ExportSource.OfTable(new TableName("public", "huge"), new TableSubset(List.of("id"), null, 400));
        try (ExportSession later = session(SMALL);
                ExportChannel one = later.openChannel(spare)) {
            List<String> rows = rows(export(one, sample, ALL));

            assertThat(rows).hasSize(400).doesNotHaveDuplicates();
            assertThat(rows.stream().mapToInt(Integer::parseInt).average().orElseThrow())
                    .isBetween(15_000.0, 25_000.0);
        }
    }

    @Test
    void aQueryIsReadThroughOne() throws Exception {
        assertThat(export(channel, query("SELECT * FROM public.large"), ALL).csv())
                .isEqualTo(whole("large"));
        assertThat(opened).hasValue(2);
    }

    @Test
    void smallTablesAreReadThroughOneWhereTheCutIsTheUsualOne() throws Exception {
        try (ExportSession usual = session(SpareReaders.Cut.DEFAULT);
                ExportChannel one = usual.openChannel(spare)) {
            export(one, table("public", "large"), ALL);
        }

        assertThat(opened).hasValue(4);
    }

    @Test
    void allPartsAreOfTheSessionsSnapshot() throws Exception {
        String before = whole("moving");
        Cloud.admin(
                DB,
                "UPDATE public.moving SET t = 'changed' WHERE id % 2 = 0",
                "INSERT INTO public.moving SELECT id, 'new' FROM public.large");

        assertThat(export(channel, table("public", "moving"), ALL).csv()).isEqualTo(before);
        assertThat(opened).hasValueGreaterThan(2);
    }

    @Test
    void formsOfCellsHoldForEveryPart() throws Exception {
        CsvOptions options = new CsvOptions(0, true, "NULL");

        assertThat(export(channel, table("public", "large"), options).csv())
                .isEqualTo(export(DB, table("public", "large"), options).csv());
    }

    @Test
    void progressGrowsToTheWhole() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Long> rows = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        channel.export(table("public", "large"), ALL, out, (r, b) -> {
            rows.add(r);
            bytes.add(b);
        });

        assertThat(rows).isSorted().endsWith(30_000L);
        assertThat(bytes).isSorted().endsWith((long) out.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000, 2_000_000})
    void aBrokenOutputEndsAllStatementsAndLeavesTheChannelUsable(int bytesBefore) throws Exception {
        OutputStream full = new OutputStream() {
            private int left = bytesBefore;

            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                left -= length;
                if (left < 0) {
                    throw new IOException("disk full");
                }
            }
        };

        assertThatThrownBy(() -> channel.export(table("public", "large"), ALL, full, (r, b) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThat(spare.taken()).isZero();
        assertThat(export(channel, table("public", "large"), ALL).csv()).isEqualTo(whole("large"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancelAndAbortEndAllStatements(boolean cancels) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        ExportProgress stuck = (rows, bytes) -> {
            started.countDown();
            try {
                ended.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        var running = CompletableFuture.supplyAsync(() -> catchThrowable(
                () -> channel.export(table("public", "large"), ALL, OutputStream.nullOutputStream(), stuck)));
        started.await();

        if (cancels) {
            channel.cancel();
        } else {
            channel.abort();
        }
        ended.countDown();

        assertThat(running.get()).isInstanceOf(SQLException.class);
        assertThat(channel.isBroken()).isEqualTo(!cancels);
        if (cancels) {
            assertThat(export(channel, table("public", "large"), ALL).csv()).isEqualTo(whole("large"));
        }
    }

    @Test
    void aConnectionLostHalfwayFailsTheTable() throws Exception {
        OutputStream losing = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                super.write(bytes, offset, length);
                if (size() > 1_000_000) {
                    connections.forEach(SplitTest::drop);
                }
            }
        };

        assertThatThrownBy(() -> channel.export(table("public", "large"), ALL, losing, (r, b) -> {}))
                .isInstanceOf(SQLException.class);
        assertThat(channel.isBroken()).isTrue();
    }

    private static void drop(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
