package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.RDS;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static ai.fourminds.rds.cli.PostgresqlZoo.admin;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import ai.fourminds.rds.cli.PostgresqlZoo.Form;
import ai.fourminds.rds.cli.PostgresqlZoo.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** PostgreSQL tables that go out as CSV and come back: through the server's own COPY, and through a parser of others. */
class RoundTripTest {
    private static final String DB = "round_trip";
    private static final String RANDOM = "\"the zoo\".random";

    @TempDir
    static Path folder;

    private static Connection admin;
    private static List<Kind> kinds;
    private static List<String> random;

    @BeforeAll
    static void export() throws Exception {
        kinds = PostgresqlZoo.kinds();
        random = HostileText.strings(2000);
        PostgresqlZoo.create(DB, "CREATE TABLE " + RANDOM + " (id int, s text, gone text, v varchar, arr text[])");
        admin = RDS.instance("prod-analytics").adminConnection(DB);
        admin.createStatement().execute("SET timezone = 'UTC'");
        try (PreparedStatement insert = admin.prepareStatement(
                "INSERT INTO " + RANDOM + " VALUES (?, ?, 'x', NULLIF(?, ''), ARRAY[?, NULL])")) {
            for (int i = 0; i < random.size(); i++) {
                insert.setInt(1, i);
                for (int parameter = 2; parameter <= 4; parameter++) {
                    insert.setString(parameter, random.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
        admin(DB, "ALTER TABLE " + RANDOM + " DROP COLUMN gone", "GRANT SELECT ON " + RANDOM + " TO PUBLIC");
        Ended ended = run("export", "prod-analytics", DB, "--all", "--out", folder.toString());
        assertThat(ended.exit()).describedAs(ended.err()).isZero();
    }

    @AfterAll
    static void drop() throws SQLException {
        admin.close();
        PostgresqlZoo.drop(DB);
    }

    private static void load(String table, String file) throws Exception {
        try (InputStream csv = Files.newInputStream(folder.resolve(file))) {
            admin.unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + table + " FROM STDIN (FORMAT csv, HEADER match)", csv);
        }
    }

    private static List<List<@Nullable String>> rows(String sql) throws SQLException {
        List<List<@Nullable String>> found = new ArrayList<>();
        try (Statement statement = admin.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                found.add(row);
            }
        }
        return found;
    }

    /** Cell by cell as the types' output functions write them, both ways. */
    private static void same(List<String> columns, String one, String other) throws SQLException {
        for (String column : columns) {
            String cells = "SELECT ROW(id, " + column + ")::text FROM ";
            assertThat(rows("(" + cells + one + " EXCEPT ALL " + cells + other + ") UNION ALL (" + cells + other
                            + " EXCEPT ALL " + cells + one + ")"))
                    .describedAs(column)
                    .isEmpty();
        }
    }

    /** What makes a column of the original's type from what the CSV holds. */
    private static String restored(int number) {
        Kind kind = kinds.get(number);
        String cell = "l." + kind.quoted(number);
        return switch (kind.form()) {
            case JSON ->
                "(json_populate_record(NULL::" + PostgresqlZoo.TABLE + ", json_build_object('"
                        + kind.name(number).replace("'", "''") + "', " + cell + ")))." + kind.quoted(number);
            case JSON_ELEMENTS ->
                "CASE WHEN " + cell + " IS NOT NULL THEN ARRAY(SELECT nullif(e::text, 'null')::json "
                        + "FROM json_array_elements(" + cell + ") WITH ORDINALITY AS a(e, n) ORDER BY n) END";
            case HSTORE ->
                "CASE WHEN " + cell + " IS NOT NULL THEN coalesce((SELECT hstore(array_agg(key), "
                        + "array_agg(value)) FROM json_each_text(" + cell + ")), '') END";
            default -> cell;
        };
    }

    private static List<Integer> exported() {
        return IntStream.range(0, kinds.size())
                .filter(i -> kinds.get(i).form() != Form.BINARY)
                .boxed()
                .toList();
    }

    @Test
    void everyTypeComesBackThroughCopy() throws Exception {
        admin(DB, PostgresqlZoo.table("loaded", true), PostgresqlZoo.table("back", false));
        load("loaded", PostgresqlZoo.FILE);
        List<String> columns =
                exported().stream().map(i -> kinds.get(i).quoted(i)).toList();
        String cells = exported().stream().map(RoundTripTest::restored).collect(Collectors.joining(", "));
        admin(DB, "INSERT INTO back (id, " + String.join(", ", columns) + ") SELECT l.id, " + cells + " FROM loaded l");

        same(columns, PostgresqlZoo.TABLE, "back");
    }

    @Test
    void hostileTextsComeBackThroughCopy() throws Exception {
        admin(DB, "CREATE TABLE random_back (id int, s text, v varchar, arr jsonb)");
        load("random_back", "the zoo.random.csv");

        same(List.of("s", "v"), RANDOM, "random_back");
        assertThat(rows("SELECT id FROM random_back WHERE arr->>0 IS DISTINCT FROM s OR arr->>1 IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void anotherParserReadsWhatTheServerSays() throws Exception {
        List<CSVRecord> read = parsed(PostgresqlZoo.FILE);
        List<String> header = new ArrayList<>(List.of("id"));
        exported().forEach(i -> header.add(kinds.get(i).name(i)));
        assertThat(read.get(0).toList()).isEqualTo(header);

        String cells = exported().stream()
                .map(i -> "coalesce(" + said(kinds.get(i), kinds.get(i).quoted(i)) + ", '')")
                .collect(Collectors.joining(", "));
        List<List<@Nullable String>> server = rows("SELECT id, " + cells + " FROM " + PostgresqlZoo.TABLE);
        for (int row = 0; row < server.size(); row++) {
            for (int column = 0; column < header.size(); column++) {
                // Between the elements of json[] the server puts no space.
                assertThat(read.get(row + 1).get(column).replace(", ", ","))
                        .describedAs("row %d of %s", row, header.get(column))
                        .isEqualTo(String.valueOf(server.get(row).get(column)).replace(", ", ","));
            }
        }
        assertThat(read).hasSize(server.size() + 1);
    }

    /** The server's text, where the format asks for no other. */
    private static String said(Kind kind, String column) {
        if (kind.form() != Form.PLAIN) {
            String element = kind.type().startsWith("money") || kind.type().startsWith("price") ? "::numeric[]" : "";
            return kind.type().matches("json\\[.*|papers|doc.*")
                    ? "to_json(" + column + ")::text"
                    : "to_jsonb(" + column + element + ")::text";
        }
        return switch (kind.type()) {
            case "money", "price" -> column + "::numeric::text";
            case "timestamptz", "moment" -> "regexp_replace(" + column + "::text, '\\+00( BC)?$', '+00:00\\1')";
            case "timetz", "bell" -> "regexp_replace(" + column + "::text, '([+-]\\d\\d)$', '\\1:00')";
            case "boolean", "yes" -> column + "::text";
            // The type's output function, which casts to text are not always.
            default -> "format('%s', " + column + ")";
        };
    }

    @Test
    void anotherParserReadsHostileTexts() throws Exception {
        List<CSVRecord> read = parsed("the zoo.random.csv");

        assertThat(read).hasSize(random.size() + 1);
        for (CSVRecord row : read.subList(1, read.size())) {
            String text = random.get(Integer.parseInt(row.get(0)));
            JsonNode array = LocalProgram.JSON.readTree(row.get(3));
            assertThat(List.of(row.get(1), row.get(2), array.path(0).asText())).containsOnly(text);
            assertThat(array.path(1).isNull()).isTrue();
        }
    }

    @Test
    void theManifestCountsWhatThereIs() throws Exception {
        JsonNode table = manifest(folder).path("tables").path(0);
        assertThat(table.path("file").asText()).isEqualTo(PostgresqlZoo.FILE);
        assertThat(table.path("rows").asLong())
                .isEqualTo(parsed(PostgresqlZoo.FILE).size() - 1L);
        assertThat(table.path("droppedColumns").findValuesAsText("type")).containsExactly("bytea", "public.raw[]");
    }

    private static List<CSVRecord> parsed(String file) throws Exception {
        try (CSVParser parser = CSVParser.parse(folder.resolve(file), StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
            return parser.getRecords();
        }
    }
}
