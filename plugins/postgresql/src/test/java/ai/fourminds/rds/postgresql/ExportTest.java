package ai.fourminds.rds.postgresql;

import static ai.fourminds.rds.postgresql.Exports.ALL;
import static ai.fourminds.rds.postgresql.Exports.export;
import static ai.fourminds.rds.postgresql.Exports.query;
import static ai.fourminds.rds.postgresql.Exports.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.fourminds.rds.plugin.CsvOptions;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.ExportChannel;
import ai.fourminds.rds.plugin.ExportProgress;
import ai.fourminds.rds.plugin.ExportResult;
import ai.fourminds.rds.plugin.ExportSession;
import ai.fourminds.rds.plugin.ExportSession.Consistency;
import ai.fourminds.rds.plugin.ExportedColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports as a whole: caps, headers, odd tables, queries, failures, cancelling, snapshots. */
class ExportTest {

    private static final String DB = "exports";
    private static final ExportProgress UNHEARD = (rows, bytes) -> {};

    private final EnginePlugin plugin = new PostgresqlPlugin();
    private ExportSession session;
    private ExportChannel channel;

    @BeforeAll
    static void create() throws SQLException {
        Cloud.createDatabase(
                DB,
                "CREATE TABLE public.big AS SELECT i AS id, 'row ' || i AS t FROM generate_series(1, 50001) i",
                "CREATE TABLE public.five AS SELECT i AS id FROM generate_series(1, 5) i",
                "CREATE TABLE public.none (id int, \"b, c\" text)",
                "CREATE TABLE public.no_columns ()",
                "INSERT INTO public.no_columns DEFAULT VALUES",
                "CREATE TABLE public.blobs (a bytea)",
                "INSERT INTO public.blobs VALUES ('x'), (NULL), ('y')",
                "CREATE TABLE public.one_text (t text)",
                "INSERT INTO public.one_text VALUES ('a'), (NULL), (''), ('\\.'), (' ')",
                "CREATE TABLE public.parent (id int)",
                "CREATE TABLE public.child () INHERITS (public.parent)",
                "INSERT INTO public.parent VALUES (1)",
                "INSERT INTO public.child VALUES (2)",
                "CREATE TABLE public.parts (id int) PARTITION BY LIST (id)",
                "CREATE TABLE public.parts_1 PARTITION OF public.parts FOR VALUES IN (1)",
                "CREATE TABLE public.parts_2 PARTITION OF public.parts FOR VALUES IN (2)",
                "INSERT INTO public.parts VALUES (1), (2)",
                "CREATE TABLE public.\"we \"\"quote\"\", %s\n🦆\" (\"\" int, \"a,\"\"b\" int, \"#x\" int, \" \" int, \"=1\" int)"
                        .replace("\"\" int", "\"?{}:x\" int"),
                "INSERT INTO public.\"we \"\"quote\"\", %s\n🦆\" VALUES (1, 2, 3, 4, -5)",
                "CREATE TABLE public.moving (id int)",
                "INSERT INTO public.moving VALUES (1)",
                "CREATE TABLE public.secret (id int)",
                "REVOKE ALL ON public.secret FROM PUBLIC",
                "CREATE TABLE public.generated (a int, b int GENERATED ALWAYS AS (a * 2) STORED)",
                "INSERT INTO public.generated VALUES (21)");
    }

    @BeforeEach
    void open() throws SQLException {
        session = plugin.openExport(Cloud.connections(DB));
        channel = session.openChannel();
    }

    @AfterEach
    void close() throws SQLException {
        channel.close();
        session.close();
    }

    @ParameterizedTest
    @CsvSource({
        "big,0,50001,false",
        "big,49999,49999,true",
        "big,50000,50000,true",
        "big,50001,50001,false",
        "five,1,1,true",
        "five,4,4,true",
        "five,5,5,false",
        "five,6,5,false",
        "five,9223372036854775807,5,false"
    })
    void theCapLetsThatManyRowsThroughAndSaysWhetherThereWereMore(String name, long cap, long rows, boolean truncated)
            throws Exception {
        var exported = export(channel, table("public", name), new CsvOptions(cap, false));

        assertThat(exported.result().rows()).isEqualTo(rows);
        assertThat(exported.result().truncated()).isEqualTo(truncated);
        assertThat(exported.csv().lines().count()).isEqualTo(rows + 1);
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments("none", "id,\"b, c\"\n", 0),
                arguments("no_columns", "\n", 1),
                arguments("blobs", "\n", 3),
                arguments("one_text", "t\na\n\"\"\n\"\"\n\"\\.\"\n\" \"\n", 5),
                arguments("parent", "id\n1\n", 1),
                arguments("child", "id\n2\n", 1),
                arguments("parts", "id\n1\n2\n", 2),
                arguments("parts_2", "id\n2\n", 1),
                arguments("generated", "a,b\n21,42\n", 1),
                arguments("we \"quote\", %s\n🦆", "?{}:x,\"a,\"\"b\",\"#x\",\" \",=1\n1,2,3,4,-5\n", 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void tablesOddAndEven(String name, String csv, long rows) throws Exception {
        var exported = export(channel, table("public", name), ALL);

        assertThat(exported.csv()).isEqualTo(csv);
        assertThat(exported.result().rows()).isEqualTo(rows);
    }

    @Test
    void theCapHoldsForATableWithoutExportableColumnsToo() throws Exception {
        var exported = export(channel, table("public", "blobs"), new CsvOptions(2, false));

        assertThat(exported.result())
                .isEqualTo(
                        new ExportResult(2, true, List.of(), exported.result().dropped()));
        assertThat(exported.result().dropped()).hasSize(1);
    }

    @Test
    void formulasAreGuardedOnRequestAndPlainNumbersAreNot() throws Exception {
        String sql = """
                SELECT * FROM (VALUES ('=1+1'), ('+1'), ('-1.5e-3'), ('-x'), ('@a'), ('-'), (E'\\tx'), (E'\\r=x'),
                    ('=a,b'), ('="q"'), ('a=b'), ('-1 ')) AS v("=t")
                """;

        assertThat(export(channel, query(sql), new CsvOptions(0, true)).csv())
                .isEqualTo(
                        "'=t\n'=1+1\n+1\n-1.5e-3\n'-x\n'@a\n'-\n\"'\tx\"\n\"'\r=x\"\n\"'=a,b\"\n\"'=\"\"q\"\"\"\na=b\n\"'-1 \"\n");
        assertThat(export(
                                channel,
                                query("SELECT '-infinity'::date, -5 AS n, '-1 day'::interval"),
                                new CsvOptions(0, true))
                        .csv())
                .isEqualTo("date,n,interval\n'-infinity,-5,'-1 days\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1 AS a, 2 AS a, 'x' AS \"?column?\"",
                "SELECT 1 AS a, 2 AS a, 'x' AS \"?column?\";",
                "SELECT 1 AS a, 2 AS a, 'x' AS \"?column?\" ; -- the end",
                "WITH q AS (SELECT 1 AS a, 2 AS a, 'x' AS \"?column?\") SELECT * FROM q -- ;",
                "/* /* a ; */ ) */ SELECT 1 AS a, 2 AS a, $$x$$ AS \"?column?\""
            })
    void aQuerysColumnsKeepTheirNamesHoweverOften(String sql) throws Exception {
        var exported = export(channel, query(sql), ALL);

        assertThat(exported.csv()).isEqualTo("a,a,?column?\n1,2,x\n");
        assertThat(exported.result().columns())
                .containsExactly(
                        new ExportedColumn("a", "integer"),
                        new ExportedColumn("a", "integer"),
                        new ExportedColumn("?column?", "text"));
    }

    @Test
    void aQueryMayHoldWhatDriversTakeForParametersAndDropsBinaryColumns() throws Exception {
        String sql = "SELECT '{\"a\":1}'::jsonb ? 'a' AS has, '%s :x {fn now()}'::text AS t, ''::bytea AS b ORDER BY 1";

        var exported = export(channel, query(sql), ALL);

        assertThat(exported.csv()).isEqualTo("has,t\ntrue,%s :x {fn now()}\n");
        assertThat(exported.result().dropped()).extracting(d -> d.name()).containsExactly("b");
    }

    @Test
    void aQueryIsReadAlongTheUsersOwnPathAndInItsOrder() throws Exception {
        assertThat(export(channel, query("SELECT id FROM five ORDER BY id DESC"), new CsvOptions(2, false))
                        .csv())
                .isEqualTo("id\n5\n4\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM public.five",
                "WITH d AS (DELETE FROM public.five RETURNING *) SELECT * FROM d",
                "SELECT 1) AS q; DELETE FROM public.five; SELECT * FROM (SELECT 1",
                "SELECT 1) TO STDOUT; COMMIT; DELETE FROM public.five; COPY (SELECT 1",
                "SELECT 1; SELECT 2",
                "",
                "SELECT nonsense"
            })
    void aQueryThatIsNotOneReadIsRefusedAndTheChannelStaysUsable(String sql) throws Exception {
        assertThatThrownBy(() -> export(channel, query(sql), ALL)).isInstanceOf(SQLException.class);

        assertThat(channel.isBroken()).isFalse();
        assertThat(export(channel, table("public", "five"), ALL).result().rows())
                .isEqualTo(5);
    }

    @Test
    void aTableThatMayNotBeReadFailsAloneAndLeavesTheChannelUsable() throws Exception {
        SQLException failure =
                catchThrowableOfType(SQLException.class, () -> export(channel, table("public", "secret"), ALL));

        assertThat(failure.getSQLState()).isEqualTo("42501");
        assertThat(export(channel, table("public", "five"), ALL).result().rows())
                .isEqualTo(5);
    }

    @Test
    void anErrorHalfwayLeavesTheChannelUsable() throws Exception {
        SQLException failure = catchThrowableOfType(
                SQLException.class,
                () -> export(channel, query("SELECT 1 / (40000 - i) FROM generate_series(1, 50000) i"), ALL));

        assertThat(failure.getSQLState()).isEqualTo("22012");
        assertThat(export(channel, table("public", "five"), ALL).result().rows())
                .isEqualTo(5);
    }

    @Test
    void cancelFromAnotherThreadEndsTheStatementAndLeavesTheChannelUsable() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        var running = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                SQLException.class,
                () -> channel.export(
                        query("SELECT repeat('x', 1000) FROM big a, big b"),
                        ALL,
                        OutputStream.nullOutputStream(),
                        (rows, bytes) -> started.countDown())));
        started.await();

        channel.cancel();

        assertThat(running.get().getSQLState()).isEqualTo("57014");
        assertThat(channel.isBroken()).isFalse();
        assertThat(export(channel, table("public", "five"), ALL).result().rows())
                .isEqualTo(5);
    }

    @Test
    void cancelWithoutAStatementHasNoEffect() throws Exception {
        channel.cancel();

        assertThat(export(channel, table("public", "five"), ALL).result().rows())
                .isEqualTo(5);
    }

    @Test
    void abortEndsARunningExportAndBreaksTheChannelWhileTheSnapshotLives() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        var running = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                SQLException.class,
                () -> channel.export(
                        query("SELECT repeat('x', 1000) FROM big a, big b"),
                        ALL,
                        OutputStream.nullOutputStream(),
                        (rows, bytes) -> started.countDown())));
        started.await();

        channel.abort();

        assertThat((Throwable) running.get()).isNotNull();
        assertThat(channel.isBroken()).isTrue();
        Cloud.admin(DB, "INSERT INTO public.moving VALUES (100)");
        try (ExportChannel next = session.openChannel()) {
            assertThat(export(next, table("public", "moving"), ALL).csv()).doesNotContain("100");
        }
        Cloud.admin(DB, "DELETE FROM public.moving WHERE id = 100");
    }

    @Test
    void aServerThatGoesAwayBreaksTheChannel() throws Exception {
        long pid = Long.parseLong(export(channel, query("SELECT pg_backend_pid()"), ALL)
                .csv()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow());
        Cloud.admin("postgres", "SELECT pg_terminate_backend(" + pid + ", 60000)");

        assertThatThrownBy(() -> export(channel, table("public", "five"), ALL)).isInstanceOf(SQLException.class);
        assertThat(channel.isBroken()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000})
    void aBrokenOutputEndsTheStatementAndLeavesTheChannelUsable(int bytesBefore) throws Exception {
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

        assertThatThrownBy(
                        () -> channel.export(query("SELECT repeat('x', 1000) FROM big a, big b"), ALL, full, UNHEARD))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThat(channel.isBroken()).isFalse();
        assertThat(export(channel, table("public", "five"), ALL).result().rows())
                .isEqualTo(5);
    }

    @Test
    void bytesLeaveInLargePiecesAndProgressTellsOfAllOfThem() throws Exception {
        List<Long> heard = new ArrayList<>();
        List<Integer> pieces = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                pieces.add(length);
                super.write(bytes, offset, length);
            }
        };

        channel.export(table("public", "big"), ALL, out, (rows, bytes) -> {
            heard.add(rows);
            heard.add(bytes);
        });

        assertThat(pieces).hasSizeLessThan(out.size() / 60_000 + 2);
        assertThat(heard.get(heard.size() - 2)).isEqualTo(50_001);
        assertThat(heard.get(heard.size() - 1)).isEqualTo(out.size());
    }

    @Test
    void allChannelsReadOneSnapshot() throws Exception {
        assertThat(session.consistency()).isEqualTo(Consistency.ONE_SNAPSHOT);
        Cloud.admin(DB, "INSERT INTO public.moving VALUES (2)");

        try (ExportChannel late = session.openChannel()) {
            assertThat(export(channel, table("public", "moving"), ALL).csv()).isEqualTo("id\n1\n");
            assertThat(export(late, table("public", "moving"), ALL).csv()).isEqualTo("id\n1\n");
        }
        Cloud.admin(DB, "DELETE FROM public.moving WHERE id = 2");
    }

    @Test
    void whereNoSnapshotCanBeExportedEachChannelHasItsOwn() throws Exception {
        Cloud.createDatabase(
                "unexported",
                "CREATE TABLE public.t (id int)",
                "REVOKE EXECUTE ON FUNCTION pg_export_snapshot() FROM PUBLIC");
        try (ExportSession own = plugin.openExport(Cloud.connections("unexported"));
                ExportChannel first = own.openChannel()) {
            assertThat(own.consistency()).isEqualTo(Consistency.SNAPSHOT_PER_CHANNEL);
            assertThat(export(first, table("public", "t"), ALL).csv()).isEqualTo("id\n");
            Cloud.admin("unexported", "INSERT INTO public.t VALUES (1)");
            assertThat(export(first, table("public", "t"), ALL).csv()).isEqualTo("id\n");
        }
    }

    @Test
    void anExportedTableIsNotKeptLocked() throws Exception {
        export(channel, table("public", "five"), ALL);

        try (Connection admin = Cloud.instance("prod-analytics").adminConnection(DB);
                ResultSet row = admin.createStatement()
                        .executeQuery("SELECT count(*) FROM pg_locks WHERE relation = 'public.five'::regclass")) {
            row.next();
            assertThat(row.getLong(1)).isZero();
        }
    }

    @Test
    void closingEverythingLeavesNoConnection() throws Exception {
        channel.close();
        session.close();
        try (Connection admin = Cloud.instance("prod-analytics").adminConnection()) {
            long left;
            do {
                try (ResultSet row = admin.createStatement()
                        .executeQuery("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + DB + "'")) {
                    row.next();
                    left = row.getLong(1);
                }
            } while (left > 0);
            assertThat(left).isZero();
        }
    }

    @Test
    void aFailureToConnectIsTheNativeOne() {
        assertThatThrownBy(() -> plugin.openExport(() -> {
                    throw new SQLException("no way", "08001");
                }))
                .isInstanceOf(SQLException.class)
                .hasMessage("no way");
    }

    @Test
    void theBytesAreUtf8WhateverThePlatform() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        channel.export(query("SELECT 'é🦆' AS \"ü\""), ALL, out, UNHEARD);

        assertThat(out.toByteArray()).isEqualTo("ü\né🦆\n".getBytes(StandardCharsets.UTF_8));
    }
}
