package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of tables, views and several queries, by the command line. */
class SubsetEndToEndTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void create() throws SQLException {
        try (Connection admin = LocalProgram.RDS.instance("prod-analytics").adminConnection("sales");
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE SCHEMA part");
            statement.execute("CREATE TABLE part.items AS SELECT i AS id, i % 7 AS grade, 'secret ' || i AS note"
                    + " FROM generate_series(1, 700) i");
            statement.execute("CREATE TABLE part.notes AS SELECT 1 AS id, 'x'::text AS note");
            statement.execute("CREATE VIEW part.best AS SELECT id, grade FROM part.items WHERE grade = 6");
            statement.execute("CREATE MATERIALIZED VIEW part.worst AS SELECT id FROM part.items WHERE grade = 0");
            statement.execute("GRANT USAGE ON SCHEMA part TO PUBLIC");
            statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA part TO PUBLIC");
        }
    }

    @AfterAll
    static void drop() throws SQLException {
        try (Connection admin = LocalProgram.RDS.instance("prod-analytics").adminConnection("sales");
                Statement statement = admin.createStatement()) {
            statement.execute("DROP SCHEMA part CASCADE");
        }
    }

    private Ended export(String... words) {
        return run(Stream.concat(
                        Stream.of("export", "prod-analytics", "sales"),
                        Stream.concat(Stream.of(words), Stream.of("--out", folder.toString())))
                .toArray(String[]::new));
    }

    private List<String> csv(String name) throws Exception {
        return Files.readAllLines(folder.resolve(name + ".csv"));
    }

    private JsonNode table(String name) throws Exception {
        for (JsonNode table : manifest(folder).path("tables")) {
            if (table.path("name").asText().equals(name)) {
                return table;
            }
        }
        throw new AssertionError("no " + name);
    }

    @Test
    void tablesAreExportedInPartAndTheManifestSaysWhich() throws Exception {
        Ended ended = export(
                "part.items",
                "part.notes",
                "--exclude-columns",
                "note",
                "--where",
                "items=grade=3",
                "--sample",
                "items=10",
                "--max-rows",
                "5");

        assertThat(ended.exit()).isZero();
        assertThat(csv("part.items")).hasSize(6).startsWith("id,grade").allMatch(row -> row.matches("id,grade|\\d+,3"));
        assertThat(csv("part.notes")).containsExactly("id", "1");
        JsonNode items = table("part.items");
        assertThat(items.path("truncated").asBoolean()).isTrue();
        assertThat(items.path("kind").asText()).isEqualTo("table");
        assertThat(items.path("subset"))
                .isEqualTo(LocalProgram.JSON.readTree(
                        "{\"columns\": [\"id\", \"grade\"], \"where\": \"grade=3\", \"sample\": 10}"));
        assertThat(table("part.notes").path("subset").path("where").isNull()).isTrue();
    }

    @Test
    void aConditionThatNoRowMeetsLeavesTheHeader() throws Exception {
        assertThat(export("part.items", "--where", "id < 0").exit()).isZero();
        assertThat(csv("part.items")).containsExactly("id,grade,note");
    }

    @Test
    void resumingWithAnotherPartIsRefusedAndWithTheSameKeepsIt() throws Exception {
        String[] words = {"part.items", "part.notes", "--where", "items=grade=3"};
        assertThat(export(words).exit()).isZero();
        Files.delete(folder.resolve("part.notes.csv"));

        assertThat(export("part.items", "part.notes", "--where", "items=grade=4", "--resume")
                        .err())
                .contains("differs in tables or query");
        assertThat(export("part.items", "part.notes", "--resume").err()).contains("differs in tables or query");
        Ended resumed =
                export(Stream.concat(Stream.of(words), Stream.of("--resume")).toArray(String[]::new));
        assertThat(resumed.exit()).isZero();
        assertThat(resumed.err()).contains("1 table of the earlier export kept");
        assertThat(csv("part.items")).hasSize(101);
    }

    /** What is left out of a table is found anew: here a column has come meanwhile. */
    @Test
    void resumingKeepsNoFileOfOtherColumns() throws Exception {
        String[] words = {"part.notes", "--exclude-columns", "id"};
        assertThat(export(words).exit()).isZero();
        try (Connection admin = LocalProgram.RDS.instance("prod-analytics").adminConnection("sales");
                Statement statement = admin.createStatement()) {
            statement.execute("ALTER TABLE part.notes ADD more int");
            assertThat(export("part.notes", "--exclude-columns", "id", "--resume")
                            .exit())
                    .isZero();
            statement.execute("ALTER TABLE part.notes DROP more");
        }
        assertThat(csv("part.notes")).containsExactly("note,more", "x,");
    }

    @Test
    void viewsAreExportedTogetherOrByName() throws Exception {
        assertThat(export("--views", "--include", "part.*").exit()).isZero();
        assertThat(csv("part.best")).hasSize(101);
        assertThat(csv("part.worst")).hasSize(101);
        assertThat(table("part.best").path("kind").asText()).isEqualTo("view");
        assertThat(table("part.worst").path("kind").asText()).isEqualTo("materialized-view");
        assertThat(manifest(folder).path("tables")).hasSize(2);
        Ended listed = run("tables", "prod-analytics", "sales", "--views", "--filter", "part.", "--format", "json");
        assertThat(listed.json().findValuesAsText("kind"))
                .containsExactly("table", "table", "view", "materialized-view");
    }

    @Test
    void severalQueriesAreSeveralFiles() throws Exception {
        assertThat(export(
                                "--query",
                                "one=SELECT 1 AS a",
                                "--query",
                                "two=SELECT a=2 AS b FROM (SELECT 2 AS a) x",
                                "--query",
                                "two words/= (SELECT 3 AS c)",
                                "--query",
                                "SELECT a=(SELECT 4) AS d FROM (SELECT 4 AS a) x")
                        .exit())
                .isZero();
        assertThat(csv("two words%2F")).containsExactly("c", "3");
        assertThat(csv("query")).containsExactly("d", "true");
        assertThat(csv("one")).containsExactly("a", "1");
        assertThat(csv("two")).containsExactly("b", "true");
        assertThat(table("one").path("kind").asText()).isEqualTo("query");
        assertThat(export("--query", "SELECT 1", "--query", "SELECT 2").err())
                .contains("Two queries are called 'query'");
        assertThat(export("--query", "a=DELETE FROM part.items", "--query", "SELECT 2")
                        .err())
                .contains("DELETE is not");
    }

    @Test
    void columnsAreListed() throws Exception {
        Ended listed = run("columns", "prod-analytics", "sales", "ops.attachments", "--format", "json");
        assertThat(listed.exit()).isZero();
        assertThat(listed.json().findValuesAsText("reason")).contains("binary");
        assertThat(listed.json().get(0).fieldNames())
                .toIterable()
                .containsExactly("name", "type", "nullable", "exported", "reason");
        assertThat(run("columns", "prod-analytics", "sales", "part.best").out()).contains("grade", "integer", "yes");
        assertThat(run("columns", "prod-analytics", "sales", "part.bst").err()).contains("Did you mean: part.best?");
    }

    @Test
    void anUnknownColumnIsNamedBeforeAnythingIsWritten() {
        Ended refused = export("part.items", "--columns", "id,grad");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .contains(
                        "Table 'part.items' has no column 'grad'.",
                        "Did you mean: grade?",
                        "fourminds-rds columns prod-analytics sales part.items");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aConditionThatIsNoneFailsItsTable() throws Exception {
        Ended failed = export("part.items", "part.notes", "--where", "items=grade = 1) OR (1 = 1");
        assertThat(failed.exit()).isEqualTo(7);
        assertThat(failed.err()).contains("the condition is not one complete expression");
        assertThat(csv("part.notes")).hasSize(2);
    }

    @Test
    void partsGoWithTablesAlone() {
        assertThat(export("--query", "SELECT 1", "--where", "a = 1").err()).contains("go with tables");
    }
}
