package ai.fourminds.rds.contract.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.fourminds.rds.contract.Cloud;
import ai.fourminds.rds.contract.Exports;
import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportResult.Remark;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that MySQL and MariaDB silently drop nothing from an export: rows, columns, the ends of values. On either
 * server.
 */
public abstract class FamilyExportContract extends FamilyCellContract {
    private static final String PARTLY = "newcomer_iam_user";

    /** @param dialect which of the two servers */
    protected FamilyExportContract(EnginePlugin plugin, FamilyDialect dialect) throws SQLException {
        super(plugin, dialect);
    }

    static ExportSource query(String sql) {
        return new ExportSource.OfQuery(sql);
    }

    private boolean isMysql() {
        return dialect().engine() == DatabaseEngine.MYSQL;
    }

    @BeforeAll
    void fillSingles() throws SQLException {
        admin(
                "CREATE TABLE singles (id int PRIMARY KEY, f float)",
                "INSERT INTO singles VALUES (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)",
                "CREATE TABLE q (f float)",
                "INSERT INTO q VALUES (7)");
    }

    /** A single precision column makes the plugin wrap the query. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT f FROM singles ORDER BY id LIMIT 2 | 0 | 1,2 | false",
                "SELECT f FROM singles ORDER BY id LIMIT 2; | 1 | 1 | true",
                "SELECT f FROM singles ORDER BY id LIMIT 2 -- LIMIT 9 | 2 | 1,2 | false",
                "SELECT f FROM singles ORDER BY id LIMIT 1, 2 | 0 | 2,3 | false",
                "SELECT f FROM singles ORDER BY id DESC LIMIT 2 OFFSET 1 | 0 | 4,3 | false",
                "SELECT f FROM singles ORDER BY id DESC | 0 | 5,4,3,2,1 | false",
                "SELECT f FROM singles ORDER BY id DESC; -- all | 2 | 5,4 | true",
                "(SELECT f FROM singles ORDER BY id DESC LIMIT 2) | 0 | 5,4 | false",
                "((SELECT f FROM singles ORDER BY id DESC)) | 0 | 5,4,3,2,1 | false",
                "(SELECT f, id FROM singles ORDER BY id LIMIT 3) ORDER BY id DESC | 0 | '3,3;2,2;1,1' | false",
                "(SELECT f, id FROM singles ORDER BY id LIMIT 3) ORDER BY id DESC | 2 | '3,3;2,2' | true",
                "SELECT f FROM singles WHERE id < 3 UNION ALL SELECT f FROM singles WHERE id > 3 ORDER BY f DESC LIMIT 3"
                        + " | 0 | 5,4,2 | false",
                "(SELECT f FROM singles ORDER BY id DESC LIMIT 1) UNION ALL (SELECT f FROM singles ORDER BY id LIMIT 1)"
                        + " ORDER BY f | 0 | 1,5 | false",
                "WITH w AS (SELECT f, id FROM singles WHERE id < 5) SELECT f FROM w ORDER BY id DESC LIMIT 1 | 0 | 4 | false",
                "WITH q AS (SELECT f, id FROM singles WHERE id < 3) SELECT f FROM q ORDER BY id DESC | 0 | 2,1 | false",
                "SELECT f FROM q | 0 | 7 | false",
                "SELECT f FROM singles ORDER BY id DESC LOCK IN SHARE MODE | 0 | 5,4,3,2,1 | false",
                "SELECT f FROM singles ORDER BY id DESC LOCK IN SHARE MODE | 2 | 5,4 | true",
                "SELECT f FROM singles ORDER BY id DESC LIMIT 2 LOCK IN SHARE MODE | 0 | 5,4 | false",
                "SELECT f FROM singles WHERE id = (SELECT id FROM singles ORDER BY id DESC LIMIT 1) | 0 | 5 | false",
            })
    void aQuerysOwnClausesKeepTheirMeaning(String sql, long cap, String rows, boolean truncated) throws Exception {
        Exports.Exported exported = exportSteady(query(sql), new CsvOptions(cap, false));

        assertThat(exported.rows()).containsExactly(rows.split(rows.contains(";") ? ";" : ","));
        assertThat(exported.result().truncated()).isEqualTo(truncated);
    }

    /** Connector/J reports no label for an empty name. */
    @Test
    void aColumnWithoutANameHasAnEmptyHeader() throws Exception {
        assertThat(exportSteady(query("SELECT 1 AS n, '', 2 AS ``"), Exports.ALL)
                        .csv())
                .isEqualTo("n,\"\",\"\"\n1,\"\",2\n");
        assertThat(exportSteady(query("SELECT f, '' FROM singles WHERE id = 1"), Exports.ALL)
                        .csv())
                .isEqualTo("f,\"\"\n1,\"\"\n");
    }

    /** 3857 is 110F0000 in little-endian digits, 1 as a double 000000000000F03F. */
    @Test
    void geometriesAreWrittenAsAskedFor() throws Exception {
        String sql = "SELECT ST_GeomFromText('POINT(1 1)') AS a, ST_GeomFromText('POINT(1 1)', 3857) AS b,"
                + " ST_GeomFromText('LINESTRING(1 1,1 1)') AS c,"
                + " ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 1))', 3857) AS d, 'x' AS e";
        String one = "000000000000F03F";

        assertThat(exportSteady(query(sql), geometry(CsvOptions.Geometry.EWKB)).csv())
                .isEqualTo("a,b,c,d,e\n0101000000" + one + one + ",0101000020110F0000" + one + one
                        + ",010200000002000000" + one + one + one + one
                        + ",0107000020110F0000010000000101000000" + one + one + ",x\n");
        assertThat(exportSteady(query(sql), geometry(CsvOptions.Geometry.WKT)).csv())
                .isEqualTo(exportSteady(query(sql), Exports.ALL).csv())
                .startsWith("a,b,c,d,e\nPOINT(1 1),POINT(1 1),\"LINESTRING(1 1,1 1)\",");
    }

    private static CsvOptions geometry(CsvOptions.Geometry geometry) {
        return new CsvOptions(0, false, "", geometry);
    }

    @Test
    void aLockThatAReadOnlyTransactionCannotTakeIsRefusedByTheServer() {
        for (String sql : List.of("SELECT f FROM singles FOR UPDATE", "SELECT id FROM singles FOR UPDATE")) {
            assertThatThrownBy(() -> exportSteady(query(sql), Exports.ALL))
                    .isInstanceOf(SQLException.class)
                    // The user may also lack the privilege to update the table.
                    .hasMessageMatching("(?s).*(READ ONLY|denied).*");
        }
    }

    /** Expects the rows from before the change, with the columns of the changed table. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TRUNCATE TABLE moved; INSERT INTO moved VALUES (9, NULL) | n,b;9,",
                "ALTER TABLE moved FORCE | n,b;1,;2,;3,",
                "ALTER TABLE moved ADD COLUMN c int DEFAULT 4 FIRST, ALGORITHM=COPY | c,n,b;4,1,;4,2,;4,3,",
                "ALTER TABLE moved ADD COLUMN c int DEFAULT 4 | n,b,c;1,,4;2,,4;3,,4",
                "ALTER TABLE moved DROP COLUMN b | n;1;2;3",
                "ALTER TABLE moved RENAME COLUMN n TO m | m,b;1,;2,;3,",
                "ALTER TABLE moved MODIFY n varchar(9) | n,b;1,;2,;3,",
                "ALTER TABLE moved ADD INDEX (n) | n,b;1,;2,;3,",
                "DROP TABLE moved; CREATE TABLE moved (x int) | x",
                "CREATE TABLE other AS SELECT n + 1 AS n FROM moved; RENAME TABLE moved TO gone, other TO moved | n;2;3;4",
                "ALTER TABLE moved ENGINE=MyISAM | n,b;1,;2,;3,",
                "DELETE FROM moved | n,b;1,;2,;3,",
            })
    void aTableThatWasChangedAfterTheSnapshotIsReadAsItIsNow(String changes, String rows) throws Exception {
        for (ExportSource source : List.of(table("moved"), query("SELECT * FROM moved"))) {
            admin(
                    "DROP TABLE IF EXISTS moved, gone, other",
                    "CREATE TABLE moved (n int, b int)",
                    "INSERT INTO moved (n) VALUES (1), (2), (3)");
            try (ExportSession session = openExport(this::connect);
                    ExportChannel channel = session.openChannel()) {
                admin(changes.split(";"));

                assertThat(Exports.export(channel, source, Exports.ALL).csv())
                        .isEqualTo(rows.replace(';', '\n') + "\n");
                assertThat(Exports.export(channel, table("singles"), Exports.ALL)
                                .rows())
                        .hasSize(5);
                assertThat(channel.isBroken()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE parts TRUNCATE PARTITION p1",
                "ALTER TABLE parts REORGANIZE PARTITION p0, p1 INTO (PARTITION p1 VALUES LESS THAN (3))"
            })
    void aPartitionThatWasChangedAfterTheSnapshotIsReadAsItIsNow(String change) throws Exception {
        for (String column : List.of("n int", "n int, b blob")) {
            admin(
                    "DROP TABLE IF EXISTS parts",
                    "CREATE TABLE parts (" + column + ") PARTITION BY RANGE (n)"
                            + " (PARTITION p0 VALUES LESS THAN (2), PARTITION p1 VALUES LESS THAN (3))",
                    "INSERT INTO parts (n) VALUES (1), (2)");
            try (ExportSession session = openExport(this::connect);
                    ExportChannel channel = session.openChannel()) {
                admin(change);

                Exports.Exported exported = Exports.export(channel, table("parts"), Exports.ALL);
                assertThat(exported.rows()).isEqualTo(change.contains("REORG") ? List.of("1", "2") : List.of("1"));
                assertThat(exported.result().remarks()).contains(Remark.LATER_SNAPSHOT);
            }
        }
    }

    @Test
    void aTableWithoutColumnsToWriteIsCountedInTheSnapshotOfItsRows() throws Exception {
        admin(
                "CREATE TABLE bytes_of_parts (b varbinary(3)) PARTITION BY KEY (b) PARTITIONS 3",
                "INSERT INTO bytes_of_parts VALUES ('a'), ('b'), ('c'), ('d'), ('e')");
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            admin("ALTER TABLE bytes_of_parts TRUNCATE PARTITION p0, p1", "INSERT INTO bytes_of_parts VALUES ('f')");
            try (Connection now = connect()) {
                assertThat(Exports.export(channel, table("bytes_of_parts"), Exports.ALL)
                                .result()
                                .rows())
                        .isEqualTo(Long.parseLong(ask(now, "SELECT COUNT(*) FROM bytes_of_parts")));
            }
        }
    }

    @Test
    void columnsThatTheUserMayNotReadAreSaidToBeMissing() throws Exception {
        String database = database() + "_columns";
        cloud().admin(
                        dialect().instance(),
                        dialect().adminDatabase(),
                        dialect().createDatabase(database).toArray(String[]::new));
        cloud().admin(
                        dialect().instance(),
                        database,
                        "CREATE TABLE salaries (id int, name varchar(9), salary int, note varchar(9))",
                        "INSERT INTO salaries VALUES (1, 'a', 5, 'x')",
                        "CREATE TABLE open_to_all AS SELECT * FROM salaries",
                        "CREATE TABLE in_full (id int, name varchar(9))",
                        dialect().grantTable("SELECT (id, name), INSERT (note)", "salaries", PARTLY),
                        dialect().grantTable("SELECT (id), SELECT (name)", "in_full", PARTLY),
                        dialect().grantTable("SELECT", "open_to_all", PARTLY));
        try (ExportSession session = openExport(() -> plugin().connect(request(database, PARTLY)));
                ExportChannel channel = session.openChannel()) {
            Exports.Exported partly = Exports.export(channel, table("salaries"), Exports.ALL);
            assertThat(partly.csv()).isEqualTo("id,name\n1,a\n");
            assertThat(partly.result().remarks()).containsExactly(Remark.COLUMN_PRIVILEGES);
            assertThat(partly.result().dropped())
                    .extracting("name", "reason")
                    .containsExactly(tuple("note", "no privilege"));
            for (String whole : List.of("in_full", "open_to_all")) {
                assertThat(Exports.export(channel, table(whole), Exports.ALL)
                                .result()
                                .remarks())
                        .isEmpty();
            }
        }
        try (Connection connection = plugin().connect(request(database, PARTLY))) {
            assertThat(catalogue(connection)
                            .preview(new TableName(null, "salaries"), 5)
                            .rows())
                    .containsExactly(List.of("1", "a"));
        }
    }

    @Test
    void noLimitOfTheServersCutsAResult() throws Exception {
        String settings = "group_concat_max_len=4,sql_select_limit=1,max_join_size=1"
                + (isMysql()
                        ? ""
                        : ",max_recursive_iterations=2,sql_mode='EMPTY_STRING_IS_NULL,PAD_CHAR_TO_FULL_LENGTH'");
        try (ExportSession session = openExport(() -> plugin().connect(cloud().request(
                                dialect().instance(), database(), Cloud.USER, Map.of("sessionVariables", settings))));
                ExportChannel channel = session.openChannel()) {
            assertThat(Exports.export(
                                    channel,
                                    query("SELECT GROUP_CONCAT(id ORDER BY id) AS ids FROM singles"),
                                    Exports.ALL)
                            .csv())
                    .isEqualTo("ids\n\"1,2,3,4,5\"\n");
            String recursion = "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 900)"
                    + " SELECT MAX(n) AS m FROM r";
            assertThat(Exports.export(channel, query(recursion), Exports.ALL).csv())
                    .isEqualTo("m\n900\n");
            assertThat(Exports.export(channel, table("singles"), Exports.ALL).rows())
                    .hasSize(5);
        }
    }

    @Test
    void noTemporaryTableChangesADate() throws Exception {
        String date = "'2024-00-00'";
        admin(
                "SET sql_mode = ''",
                "CREATE TABLE vague (d date, t datetime, f float)",
                "INSERT INTO vague VALUES (" + date + ", " + date + ", 1)");
        for (ExportSource source : List.of(
                table("vague"),
                new ExportSource.OfTable(new TableName(null, "vague"), new TableSubset(List.of(), null, 1)),
                query("SELECT * FROM vague"),
                query("SELECT DISTINCT d, t, f FROM vague"))) {
            assertThat(exportSteady(source, new CsvOptions(10, false)).csv())
                    .isEqualTo("d,t,f\n2024-00-00,2024-00-00 00:00:00,1\n");
        }
    }

    @Test
    void aValueThatTheServerCannotSendFailsItsExport() throws Exception {
        for (String sql : List.of(
                "SELECT REPEAT('x', 70000000) AS long_one",
                "SELECT REPEAT('x', 70000000) AS long_one, f FROM singles",
                // After more warnings than MariaDB keeps by default.
                "SELECT 1 / 0 AS q, '' AS r FROM singles a, singles b, singles c"
                        + " UNION ALL SELECT 1, REPEAT('x', 70000000)")) {
            assertThatThrownBy(() -> exportSteady(query(sql), Exports.ALL))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("left a part of the result out")
                    .hasMessageContaining("max_allowed_packet");
        }
    }
}
