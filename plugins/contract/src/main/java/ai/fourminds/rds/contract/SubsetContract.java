package ai.fourminds.rds.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableKind;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of parts of tables, and of views, on the engine's real server, with any native driver. */
public abstract class SubsetContract extends QueryContract {

    /** @param dialect the engine's differences */
    protected SubsetContract(EnginePlugin plugin, Dialect dialect) throws SQLException {
        super(plugin, dialect);
    }

    private TableName name(String table) {
        return new TableName(dialect().schema(), table);
    }

    private ExportSource part(String table, List<String> columns, @Nullable String where, long sample) {
        return new ExportSource.OfTable(name(table), new TableSubset(columns, where, sample));
    }

    private ExportSource where(String condition) {
        return part("numbers", List.of(), condition, 0);
    }

    @Test
    void columnsAreThoseChosenInTheirOrder() throws Exception {
        admin(
                "CREATE TABLE four (a int, b varchar(9), c " + dialect().binaryType() + ", d int)",
                "INSERT INTO four (a, b, d) VALUES (1, 'x', 2)");
        Exports.Exported exported = export(part("four", List.of("d", "c", "a"), null, 0), Exports.ALL);

        assertThat(exported.csv()).isEqualTo("d,a\n2,1\n");
        assertThat(exported.result().dropped()).extracting("name", "reason").containsExactly(tuple("c", "binary"));
    }

    @Test
    void aColumnThatIsNotThereIsNamedAndTheChannelGoesOn() throws Exception {
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            for (String column : List.of("nn", "N\"`); --", "")) {
                ExportSource source = part("numbers", List.of("n", column), null, 0);
                assertThatThrownBy(() -> Exports.export(channel, source, Exports.ALL))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("no column '" + column + "'");
            }
            assertThat(Exports.export(channel, where("n <= 3"), Exports.ALL).rows())
                    .containsExactlyInAnyOrder("1", "2", "3");
        }
    }

    @Test
    void hostileNamesOfColumnsAndTablesAreTakenAsTheyAre() throws Exception {
        for (String hostile : dialect().hostileNames()) {
            String quoted = dialect().quoted(hostile);
            // Another test has tables with exactly these names, and some have the maximum length.
            String table = hostile.length() < 60 ? "c" + hostile : "c";
            admin(
                    "CREATE TABLE " + dialect().quoted(table) + " (other int, " + quoted + " int)",
                    "INSERT INTO " + dialect().quoted(table) + " VALUES (1, 7), (2, 8)");
            ExportSource source = part(table, List.of(hostile), quoted + " = 7", 0);
            Exports.Exported exported = export(source, Exports.ALL);
            assertThat(exported.csv()).endsWith("\n7\n");
            assertThat(exported.result().rows()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "n <= 5 | 5 | 5 | false",
                "n <= 5 OR n = 7 | 5 | 5 | true",
                "n < 0 | 5 | 0 | false",
                "numbers.n IN (SELECT m.n FROM numbers m WHERE m.n BETWEEN 2 AND 4) | 0 | 3 | false",
                "n = 3 AND ':x ? {fn now()} %s' <> ')' | 0 | 1 | false",
                "n = 3 AND 'it''s; -- no /* comment' <> '' | 0 | 1 | false",
                "EXISTS (SELECT 1) AND n > 119999 | 0 | 2 | false",
            })
    void rowsAreThoseThatMeetTheCondition(String condition, long cap, long rows, boolean truncated) throws Exception {
        Exports.Exported exported = exportSteady(where(condition), new CsvOptions(cap, false));

        assertThat(exported.csv()).startsWith("n\n");
        assertThat(exported.result().rows()).isEqualTo(rows);
        assertThat(exported.rows()).hasSize((int) rows);
        assertThat(exported.result().truncated()).isEqualTo(truncated);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "n = 1) OR (n = 2",
                "(n = 1",
                "n = 1)",
                "n = 1; DELETE FROM numbers",
                "n = 1;",
                "n = 1 -- and so on",
                "n = 1 /* and so on */",
                "n = 1 /* and so on",
                "n = 1 --\u007f(\n) UNION SELECT 2 FROM numbers WHERE (1 = 1 --\u007f)\n",
                "n = 1 AND 'x' = 'x",
                "n = 1 AND 'x' = 'x\\') OR ('y' = 'y'",
                "n = 1 AND 'x\\' = ') OR (1 = 1 -- ' ",
                "n = 1 AND 'a\\' <> ' ; DELETE FROM numbers ; -- ' ",
                "n = 1 UNION SELECT 2",
                "n = 1 ORDER BY n",
                "n = 1 LIMIT 1",
                "n = 1 GROUP BY n",
                "n = 1 INTO OUTFILE '/tmp/fourminds'",
                "n = (SELECT 1 INTO @fourminds)",
                "n = 1, n = 2",
                "DELETE FROM numbers",
                "no_such = 1",
                "n = 1\u0000",
            })
    void whatIsNotOneExpressionIsRefusedAndNothingElseRuns(String condition) throws Exception {
        try (ExportSession session = openExport(this::connect);
                ExportChannel channel = session.openChannel()) {
            assertThatThrownBy(() -> Exports.export(channel, where(condition), Exports.ALL))
                    .isInstanceOf(SQLException.class);
            assertThat(channel.isBroken()).isFalse();
            assertThat(Exports.export(channel, table("numbers"), Exports.ALL)
                            .result()
                            .rows())
                    .isEqualTo(120_001);
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 0, , 1000, false", "1000, 10, , 10, true", "9, 9, n <= 20, 9, false", "30, 0, n <= 20, 20, false"
    })
    void aSampleHasAsManyRowsAsAskedFor(long sample, long cap, String condition, int rows, boolean truncated)
            throws Exception {
        Exports.Exported exported =
                exportSteady(part("numbers", List.of("n"), condition, sample), new CsvOptions(cap, false));

        assertThat(exported.rows()).hasSize(rows).doesNotHaveDuplicates();
        assertThat(exported.result().truncated()).isEqualTo(truncated);
        if (condition != null) {
            assertThat(exported.rows()).extracting(Integer::valueOf).allMatch(n -> n <= 20);
        }
    }

    /** Allows seven standard errors of the mean on either side. */
    @Test
    void aSampleIsOfTheWholeTable() throws Exception {
        List<String> rows = exportSteady(part("numbers", List.of(), null, 1000), Exports.ALL)
                .rows();

        assertThat(rows.stream().mapToInt(Integer::parseInt).average().orElseThrow())
                .isBetween(52_300.0, 67_700.0);
    }

    @Test
    void viewsAreListedApartAndExportedInPart() throws Exception {
        admin("CREATE VIEW squares AS SELECT n, n * n AS sq FROM numbers WHERE n <= 100");
        try (Connection connection = connect()) {
            TableInfo view = catalogue(connection).views().stream()
                    .filter(info -> info.name().equals(name("squares")))
                    .findFirst()
                    .orElseThrow();
            assertThat(view.kind()).isEqualTo(TableKind.VIEW);
            assertThat(view.columns()).isEqualTo(2);
            assertThat(catalogue(connection).tables())
                    .allMatch(info -> info.kind() == TableKind.TABLE)
                    .extracting(TableInfo::name)
                    .doesNotContain(name("squares"));
            assertThat(catalogue(connection).named(List.of("squares"))).contains(view);
        }
        assertThat(export(part("squares", List.of("sq"), "squares.n = 9", 0), Exports.ALL)
                        .csv())
                .isEqualTo("sq\n81\n");
        assertThat(export(part("squares", List.of(), null, 7), Exports.ALL).rows())
                .hasSize(7);
        assertThat(export(table("squares"), new CsvOptions(99, false)).result().truncated())
                .isTrue();
    }

    @Test
    void columnsAreListedWithWhatAnExportDoes() throws Exception {
        admin("CREATE TABLE listed (id int NOT NULL, t varchar(9), b "
                + dialect().binaryType() + ")");
        try (Connection connection = connect()) {
            Map<TableName, List<ColumnInfo>> listed =
                    catalogue(connection).columns(List.of(name("listed"), name("no_such")));
            assertThat(listed).containsOnlyKeys(name("listed"));
            List<ColumnInfo> columns =
                    listed.values().stream().flatMap(List::stream).toList();
            assertThat(columns)
                    .extracting(ColumnInfo::name, ColumnInfo::nullable, ColumnInfo::droppedFor)
                    .containsExactly(tuple("id", false, null), tuple("t", true, null), tuple("b", true, "binary"));
            assertThat(columns.get(1).declaredType())
                    .containsIgnoringCase("var")
                    .contains("(9)");
        }
    }
}
