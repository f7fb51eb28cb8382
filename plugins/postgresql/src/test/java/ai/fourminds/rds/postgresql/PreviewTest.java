package ai.fourminds.rds.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.Preview;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests of previews, seen by a user with few privileges. */
class PreviewTest {
    private static final String DB = "previews";
    private static final String HOSTILE = "we \"quote\" %s :x ? {} 🦆";

    private static Connection connection;
    private static Catalogue catalogue;

    @BeforeAll
    static void create() throws SQLException {
        String hostile = "\"" + HOSTILE.replace("\"", "\"\"") + "\"";
        Cloud.createDatabase(
                DB,
                "CREATE SCHEMA " + hostile,
                "GRANT USAGE ON SCHEMA " + hostile + " TO PUBLIC",
                "CREATE TABLE " + hostile + "." + hostile + " (\"a \"\"b\"\"\n%s\" int, \":x ?\" text, b bytea)",
                "CREATE TABLE people (id int)",
                "CREATE SCHEMA closed",
                "CREATE TABLE closed.secret (a int)");
        connection = Cloud.connect(DB);
        catalogue = new PostgresqlPlugin().catalogue(connection);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void aPreviewShowsTheFirstRowsAsAnExportWritesThem() throws SQLException {
        Cloud.admin(
                DB,
                "CREATE TABLE public.shown (id int, t text, ok bool, at timestamptz, b bytea)",
                "INSERT INTO public.shown VALUES (1, 'a,\"b\"\nc', true, '2024-01-01 00:00+00', 'x'), (2, '', NULL, NULL, NULL),"
                        + " (3, ' pad ', false, 'infinity', 'y'), (4, NULL, NULL, NULL, NULL)",
                "GRANT SELECT ON public.shown TO PUBLIC");

        Preview preview = catalogue.preview(new TableName("public", "shown"), 3);

        assertThat(preview.columns()).extracting(c -> c.name()).containsExactly("id", "t", "ok", "at");
        assertThat(preview.dropped()).extracting(d -> d.name()).containsExactly("b");
        assertThat(preview.rows())
                .containsExactly(
                        List.of("1", "a,\"b\"\nc", "true", "2024-01-01 00:00:00+00:00"),
                        Arrays.asList("2", "", null, null),
                        List.of("3", " pad ", "false", "infinity"));
        Cloud.admin(DB, "DROP TABLE public.shown");
    }

    @Test
    void aPreviewOfNoRowsHasColumns() throws SQLException {
        Preview preview = catalogue.preview(new TableName(HOSTILE, HOSTILE), 0);

        assertThat(preview.columns()).extracting(c -> c.name()).containsExactly("a \"b\"\n%s", ":x ?");
        assertThat(preview.rows()).isEmpty();
    }

    @Test
    void aPreviewLeavesAnOpenTransactionAndItsSettingsAlone() throws SQLException {
        try (Connection own = Cloud.connect(DB);
                Statement statement = own.createStatement()) {
            own.setAutoCommit(false);
            statement.execute("SET LOCAL TimeZone = 'Asia/Tokyo'");
            Catalogue mine = new PostgresqlPlugin().catalogue(own);
            mine.preview(new TableName("public", "people"), 1);
            assertThatThrownBy(() -> mine.preview(new TableName("closed", "secret"), 1))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
            try (ResultSet row = statement.executeQuery("SHOW TimeZone")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("Asia/Tokyo");
            }
        }
    }

    @Test
    void theSessionIsAsItWasAfterwards() throws Exception {
        try (Connection own = Cloud.connect(DB);
                Statement statement = own.createStatement()) {
            statement.execute("SET intervalstyle TO iso_8601");
            new PostgresqlPlugin().catalogue(own).preview(new TableName("pg_catalog", "pg_am"), 1);
            try (ResultSet row = statement.executeQuery("SHOW intervalstyle")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("iso_8601");
            }
            assertThat(own.getAutoCommit()).isTrue();
        }
    }

    @Test
    void aPreviewOfNoSuchTableSaysSo() {
        assertThatThrownBy(() -> catalogue.preview(new TableName("public", "nö \"such\" %s"), 1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("\"public\".\"nö \"\"such\"\" %s\" does not exist");
        assertThatThrownBy(() -> catalogue.preview(new TableName(null, "people"), 1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("schema.table");
        assertThatThrownBy(() -> catalogue.preview(new TableName("public", "a\0b"), 1))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("NUL");
    }
}
