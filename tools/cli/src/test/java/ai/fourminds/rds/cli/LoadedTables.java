package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What DuckDB and pandas have loaded by the scripts beside exported files. Stateless. */
final class LoadedTables {

    /**
     * How the same thing is asked of the server, of DuckDB and of pandas, of a value {@code v}; answers are compared as numbers
     * where the server's are.
     */
    record Question(String server, String duck, String panda) {}

    private LoadedTables() {}

    /** Checks that what a script has loaded says what the server says. */
    static void compare(Path out, String target, @Nullable String schema, Statement server, List<Question> questions)
            throws Exception {
        List<List<@Nullable Object>> loaded =
                target.equals("pandas") ? fromPandas(out, schema, questions) : fromDuck(out, schema, questions);
        for (int at = 0; at < questions.size(); at++) {
            Question question = questions.get(at);
            List<@Nullable Object> said = answers(server, question.server(), "ducks");
            assertThat(loaded.get(at)).describedAs(question.server()).hasSameSizeAs(said);
            for (int row = 0; row < said.size(); row++) {
                Object value = loaded.get(at).get(row);
                boolean number = said.get(row) instanceof BigDecimal && value != null;
                assertThat(number ? new BigDecimal(value.toString()).stripTrailingZeros() : value)
                        .describedAs("%s in row %d", question.server(), row)
                        .isEqualTo(said.get(row));
            }
        }
    }

    /** A DuckDB into which the script has loaded everything. */
    static Connection duck(Path out) throws Exception {
        Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET file_search_path = '" + out + "'");
            statement.execute(Files.readString(out.resolve("load.duckdb.sql")));
        }
        return duck;
    }

    private static List<List<@Nullable Object>> fromDuck(Path out, @Nullable String schema, List<Question> questions)
            throws Exception {
        List<List<@Nullable Object>> columns = new ArrayList<>();
        try (Connection duck = duck(out);
                Statement statement = duck.createStatement()) {
            for (Question question : questions) {
                columns.add(answers(statement, question.duck(), (schema == null ? "" : schema + ".") + "ducks"));
            }
        }
        return columns;
    }

    private static List<List<@Nullable Object>> fromPandas(Path out, @Nullable String schema, List<Question> questions)
            throws Exception {
        StringBuilder program =
                new StringBuilder("frame = frames['" + (schema == null ? "" : schema + ".") + "ducks']\n"
                        + "def ask(at, f):\n"
                        + "    found = [None if v is pd.NA or v is pd.NaT else f(v) for v in frame.iloc[:, at]]\n"
                        + "    return [None if v is None else str(v) for v in found]\n"
                        + "print(json.dumps([\n");
        for (int at = 0; at < questions.size(); at++) {
            program.append("    ask(")
                    .append(at)
                    .append(", lambda v: ")
                    .append(questions.get(at).panda())
                    .append("),\n");
        }
        List<List<@Nullable Object>> columns = new ArrayList<>();
        for (JsonNode column : python(out, program.append("]))").toString())) {
            List<@Nullable Object> cells = new ArrayList<>();
            column.forEach(cell -> cells.add(cell.textValue()));
            columns.add(cells);
        }
        return columns;
    }

    /** What a program prints that has what the script has loaded in {@code frames}, as JSON. */
    static JsonNode python(Path out, String program) throws Exception {
        String said = Programs.run(
                out,
                List.of(
                        Programs.pythonWithPandas(),
                        "-c",
                        "import json\nimport pandas as pd\nimport load_pandas\nframes = load_pandas.load()\n"
                                + program),
                Map.of());
        return LocalProgram.JSON.readTree(said);
    }

    /** A column of a query; numbers without trailing zeros, everything else as text. */
    static List<@Nullable Object> answers(Statement statement, String expression, String table) throws SQLException {
        List<@Nullable Object> answers = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT " + expression + " FROM " + table)) {
            while (rows.next()) {
                Object value = rows.getObject(1);
                answers.add(
                        value instanceof Number
                                ? new BigDecimal(value.toString()).stripTrailingZeros()
                                : value == null ? null : value.toString());
            }
        }
        return answers;
    }
}
