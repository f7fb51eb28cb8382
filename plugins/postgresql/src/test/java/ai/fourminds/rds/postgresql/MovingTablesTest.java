package ai.fourminds.rds.postgresql;

import static ai.fourminds.rds.postgresql.Exports.ALL;
import static ai.fourminds.rds.postgresql.Exports.export;
import static ai.fourminds.rds.postgresql.Exports.query;
import static ai.fourminds.rds.postgresql.Exports.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that are truncated, rewritten, altered, replaced or locked after an export began; snapshots that are lost. */
class MovingTablesTest {

    private static final String DB = "moving_tables";
    private static final String ROWS = "id,a,b\n1,a1,b1\n2,a2,b2\n";
    private static final String KEEPER = "query LIKE '%pg_export_snapshot%' AND pid <> pg_backend_pid()";
    private static final ExportSource B = table("public", "b");

    private ExportSession session;

    @BeforeAll
    static void create() throws SQLException {
        Cloud.createDatabase(DB);
    }

    @BeforeEach
    void open() throws SQLException {
        String rows = " AS SELECT i AS id, 'a' || i AS a, 'b' || i AS b FROM generate_series(1, 2) i";
        Cloud.admin(
                DB,
                "CREATE TABLE b" + rows,
                "CREATE TABLE other AS SELECT 9 AS id, 'x'::text AS a, 'y'::text AS b",
                "CREATE VIEW seen AS SELECT * FROM b",
                "CREATE FUNCTION reads() RETURNS SETOF b LANGUAGE plpgsql STABLE AS"
                        + " $$BEGIN RETURN QUERY SELECT * FROM public.b; END$$",
                "CREATE TABLE parts (id int, a text, b text) PARTITION BY LIST (id)",
                "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1)",
                "CREATE TABLE parts_2 PARTITION OF parts FOR VALUES IN (2)",
                "CREATE TABLE parts_9 AS SELECT 9 AS id, 'x'::text AS a, 'y'::text AS b",
                "INSERT INTO parts SELECT * FROM b");
        session = new PostgresqlPlugin().openExport(Cloud.connections(DB));
    }

    @AfterEach
    void drop() throws SQLException {
        session.close();
        Cloud.admin(DB, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "GRANT USAGE ON SCHEMA public TO PUBLIC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN; TRUNCATE b; INSERT INTO b VALUES (3, 'new', 'new'); COMMIT",
                "TRUNCATE b",
                "DROP VIEW seen; ALTER TABLE b ALTER id TYPE bigint",
                "VACUUM FULL b",
                "ALTER TABLE b RENAME a TO c; ALTER TABLE b RENAME b TO a; ALTER TABLE b RENAME c TO b",
                "DROP VIEW seen; ALTER TABLE b DROP a; ALTER TABLE b ADD a text",
                "DROP TABLE b CASCADE; CREATE TABLE b (id int, a text, b text); GRANT SELECT ON b TO PUBLIC",
                "ALTER TABLE b RENAME TO c; ALTER TABLE other RENAME TO b"
            })
    void aTableThatIsNotAsInTheSnapshotNeverPassesForWhole(String ddl) throws Exception {
        try (ExportChannel channel = session.openChannel()) {
            Cloud.admin(DB, ddl.startsWith("BEGIN") ? new String[] {ddl} : ddl.split("; "));

            assertThatThrownBy(() -> export(channel, B, ALL))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("\"b\" was truncated, rewritten, altered or replaced")
                    .hasMessageContaining("--resume");
            assertThat(export(channel, table("public", "parts"), ALL).csv()).isEqualTo(ROWS);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRUNCATE parts_2 | parts",
                "ALTER TABLE parts DETACH PARTITION parts_2 | parts",
                "ALTER TABLE parts ATTACH PARTITION parts_9 FOR VALUES IN (9) | parts",
                "TRUNCATE b | seen"
            })
    void norOneOfSeveralParts(String ddl, String name) throws Exception {
        try (ExportChannel channel = session.openChannel()) {
            Cloud.admin(DB, ddl);

            assertNotWhole(channel, name, ddl);
        }
    }

    /** Before version 12 nothing tells a partition that has come; its rows are read. */
    private static void assertNotWhole(ExportChannel channel, String name, String ddl) throws Exception {
        boolean untold;
        try (Connection connection = Cloud.connect(DB)) {
            untold = ddl.contains("ATTACH") && connection.getMetaData().getDatabaseMajorVersion() < 12;
        }
        if (untold) {
            assertThat(export(channel, table("public", name), ALL).csv()).isEqualTo(ROWS + "9,x,y\n");
        } else {
            assertThatThrownBy(() -> export(channel, table("public", name), ALL))
                    .hasMessageContaining("\"" + name + "\" was truncated, rewritten, altered or replaced");
        }
    }

    /** The server has planned what asks for that, and plans it no more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRUNCATE b | b",
                "DROP VIEW seen; ALTER TABLE b DROP a; ALTER TABLE b ADD a text | b",
                "ALTER SCHEMA public RENAME TO old; ALTER SCHEMA twin RENAME TO public | b",
                "TRUNCATE parts_2 | parts",
                "ALTER TABLE parts ATTACH PARTITION parts_9 FOR VALUES IN (9) | parts",
                "TRUNCATE b | seen"
            })
    void norTheTwelfthOfItsKind(String ddl, String name) throws Exception {
        Cloud.admin(DB, "CREATE SCHEMA twin", "GRANT USAGE ON SCHEMA twin TO PUBLIC", "CREATE TABLE twin.b AS TABLE b");
        try (ExportChannel channel = session.openChannel()) {
            for (int i = 0; i < 11; i++) {
                assertThat(export(channel, table("public", name), ALL).csv()).isEqualTo(ROWS);
            }
            Cloud.admin(DB, ddl.split("; "));

            assertNotWhole(channel, name, ddl);
        } finally {
            Cloud.admin(DB, "DROP SCHEMA IF EXISTS twin, old CASCADE");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM public.b",
                "SELECT * FROM public.seen",
                "SELECT (SELECT count(*) FROM public.b)",
                "SELECT * FROM public.reads()"
            })
    void norAQueryOverIt(String sql) throws Exception {
        try (ExportChannel channel = session.openChannel()) {
            assertThat(export(channel, query(sql), ALL).result().snapshot()).isNotNull();
            Cloud.admin(DB, "TRUNCATE b");

            assertThatThrownBy(() -> export(channel, query(sql), ALL))
                    .hasMessageContaining("a table that the query reads was truncated");
            assertThat(export(channel, query("SELECT * FROM public.other"), ALL)
                            .result()
                            .rows())
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER TABLE b ADD c int DEFAULT 7", "INSERT INTO b VALUES (3, 'c', 'c')", "DELETE FROM b"})
    void whatASnapshotWithstandsPasses(String statement) throws Exception {
        try (ExportChannel channel = session.openChannel()) {
            Cloud.admin(DB, statement);

            assertThat(export(channel, B, ALL).csv()).isEqualTo(ROWS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATE b", "DROP TABLE b CASCADE", "ALTER TABLE b ADD c int", "TRUNCATE parts_2"})
    void whatIsExpectedIsLockedAndAStatementThatWaitsForItHoldsNobodyUp(String ddl) throws Exception {
        session.expect(List.of(B, table("public", "gone"), table("public", "parts")));
        CompletableFuture<Void> waiting;
        try (ExportChannel first = session.openChannel();
                ExportChannel second = session.openChannel()) {
            waiting = CompletableFuture.runAsync(() -> admin(ddl));
            awaitWaiting();

            for (ExportChannel channel : List.of(first, second)) {
                assertThat(export(channel, B, ALL).csv()).isEqualTo(ROWS);
                assertThat(export(channel, table("public", "parts"), ALL).csv()).isEqualTo(ROWS);
            }
            assertThat(waiting).isNotDone();
        }
        waiting.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"COMMIT", "ROLLBACK"})
    void aTableThatIsLockedAlreadyWaitsForItsOwnTurn(String end) throws Exception {
        session.expect(List.of(B, table("public", "parts")));
        try (Connection holder = Cloud.instance("prod-analytics").adminConnection(DB);
                Statement statement = holder.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("TRUNCATE b");
            try (ExportChannel channel = session.openChannel();
                    ExportChannel second = session.openChannel()) {
                assertThat(export(second, table("public", "parts"), ALL).csv()).isEqualTo(ROWS);
                var late = CompletableFuture.supplyAsync(
                        () -> catchThrowableOfType(SQLException.class, () -> export(channel, B, ALL)));
                awaitWaiting();
                statement.execute(end);

                Throwable failure = late.get();
                if (end.equals("COMMIT")) {
                    assertThat(failure).hasMessageContaining("was truncated");
                } else {
                    assertThat(failure).isNull();
                }
            }
        }
    }

    @Test
    void aLostSnapshotIsReplacedAndTheResultsTellWhichTheyAreOf() throws Exception {
        session.expect(List.of(B, table("public", "parts")));
        try (ExportChannel first = session.openChannel()) {
            var before = export(first, B, ALL);
            Cloud.admin(
                    DB,
                    "DO $$ BEGIN PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + KEEPER
                            + "; WHILE EXISTS (SELECT FROM pg_stat_activity WHERE " + KEEPER
                            + ") LOOP PERFORM pg_sleep(0.01), pg_stat_clear_snapshot(); END LOOP; END $$",
                    "INSERT INTO parts VALUES (1, 'new', 'new')");
            try (ExportChannel next = session.openChannel();
                    ExportChannel third = session.openChannel()) {
                var after = export(next, table("public", "parts"), ALL);

                assertThat(before.result().snapshot().reason()).isNull();
                assertThat(after.csv()).contains("new");
                assertThat(after.result().snapshot().reason()).isNotBlank();
                assertThat(after.result().snapshot().takenAt())
                        .isAfter(before.result().snapshot().takenAt());
                assertThat(export(third, table("public", "parts"), ALL).result().snapshot())
                        .isEqualTo(after.result().snapshot());
                assertThat(export(first, table("public", "parts"), ALL).csv()).isEqualTo(ROWS);
            }
        }
    }

    private static void admin(String sql) {
        try {
            Cloud.admin(DB, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitWaiting() throws SQLException, InterruptedException {
        try (Connection admin = Cloud.instance("prod-analytics").adminConnection(DB);
                Statement statement = admin.createStatement()) {
            boolean waits = false;
            while (!waits) {
                try (ResultSet row = statement.executeQuery("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted")) {
                    waits = row.next() && row.getBoolean(1);
                }
                Thread.sleep(10);
            }
        }
    }
}
