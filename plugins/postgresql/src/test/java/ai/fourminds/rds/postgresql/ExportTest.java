package ai.fourminds.rds.postgresql;

import static ai.fourminds.rds.postgresql.Exports.ALL;
import static ai.fourminds.rds.postgresql.Exports.export;
import static ai.fourminds.rds.postgresql.Exports.query;
import static ai.fourminds.rds.postgresql.Exports.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSession.Consistency;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

/** Exports as a whole: caps, headers, odd tables, queries, snapshots. */
class ExportTest {

    private static final String DB = ExportDatabase.NAME;
    private static final ExportProgress UNHEARD = (rows, bytes) -> {};

    private final PostgresqlPlugin plugin = new PostgresqlPlugin();
    private ExportSession session;
    private ExportChannel channel;

    @BeforeAll
    static void create() throws SQLException {
        ExportDatabase.create();
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
                arguments(
                        "moody",
                        "a,b,c,d\nsad,\"[\"\"sad\"\", null, \"\"so so\"\"]\",\"[[\"\"sad\"\"], [\"\"sad\"\"]]\",[]\n,,,\n",
                        2),
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

        assertThat(exported.result().rows()).isEqualTo(2);
        assertThat(exported.result().truncated()).isTrue();
        assertThat(exported.result().columns()).isEmpty();
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

    @Test
    void aTextForNullIsBareAndValuesThatSayTheSameAreQuoted() throws Exception {
        var options = new CsvOptions(0, false, "#N/A 'it''s' \\N");

        assertThat(export(
                                channel,
                                query("SELECT NULL::int AS n, '' AS e, ' ' AS s, $$#N/A 'it''s' \\N$$ AS t, NULL AS l"),
                                options)
                        .csv())
                .isEqualTo("n,e,s,t,l\n#N/A 'it''s' \\N,\"\",\" \",\"#N/A 'it''s' \\N\",#N/A 'it''s' \\N\n");
        assertThat(export(channel, query("SELECT * FROM (VALUES (NULL), ('')) AS v(c)"), options)
                        .csv())
                .isEqualTo("c\n#N/A 'it''s' \\N\n\"\"\n");
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
                        new ExportedColumn("a", "integer", CellType.INT32),
                        new ExportedColumn("a", "integer", CellType.INT32),
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
