package com.example.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.FourmindsRdsDriver;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2PluginTest {
    private static final String USER = "fourminds_iam_user";
    private static final String TABLE = "odd \"%s\"\n🚲";
    private static Connection keeper;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeADatabase() throws SQLException {
        keeper = DriverManager.getConnection("jdbc:h2:mem:sales;DATABASE_TO_UPPER=FALSE", USER, "");
        try (Statement statement = keeper.createStatement()) {
            statement.execute(
                    "create table " + quotedTable() + " (id int primary key, \"a,\"\"b\" varchar, photo blob)");
            statement.execute("insert into " + quotedTable()
                    + " values (1, '=1+1', x'00'), (2, null, null), (3, 'say \"hi\",\n', null), (4, '', null)");
        }
    }

    @AfterAll
    static void dropIt() throws SQLException {
        keeper.close();
    }

    @Test
    void theDriverFindsThePluginByTheInstancesEngine() throws SQLException {
        try (Connection connection = connect("sales")) {
            assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
            assertThat(connection.getMetaData().getUserName()).isEqualToIgnoringCase(USER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "sales;INIT=DROP ALL OBJECTS"})
    void anUnknownDatabaseIsDiagnosed(String database) {
        assertThatThrownBy(() -> connect(database))
                .isInstanceOfSatisfying(
                        RdsFailure.class, e -> assertThat(e.diagnosis().code()).isEqualTo("unknown-database"));
    }

    @Test
    void theCatalogueListsTablesAndShowsRows() throws SQLException {
        try (Connection connection = connect("sales")) {
            var catalogue = new H2Plugin().catalogue(connection);
            assertThat(catalogue.databases()).containsExactly("sales");
            assertThat(catalogue.tables())
                    .extracting(TableInfo::name, TableInfo::columns)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(table(), 3));
            var preview = catalogue.preview(table(), 2);
            assertThat(preview.rows()).containsExactly(List.of("1", "=1+1"), Arrays.asList("2", null));
            assertThat(preview.dropped())
                    .singleElement()
                    .satisfies(column -> assertThat(column.name()).isEqualTo("photo"));
        }
    }

    @Test
    void anExportReadsBackAsItWas() throws Exception {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        ExportResult result = export(new CsvOptions(0, false), csv);
        assertThat(result.rows()).isEqualTo(4);
        assertThat(result.truncated()).isFalse();
        assertThat(result.dropped()).hasSize(1);
        Path file = Files.write(folder.resolve("table.csv"), csv.toByteArray());
        try (Statement statement = keeper.createStatement();
                ResultSet rows = statement.executeQuery("select id, \"a,\"\"b\" from CSVREAD('" + file
                        + "', null, 'caseSensitiveColumnNames=true') order by id")) {
            for (String expected : Arrays.asList("=1+1", null, "say \"hi\",\n", "")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(2)).isEqualTo(expected);
            }
        }
    }

    @Test
    void aCapIsToldAndFormulasAreGuarded() throws Exception {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        ExportResult result = export(new CsvOptions(2, true, "NULL"), csv);
        assertThat(result.truncated()).isTrue();
        assertThat(csv.toString(StandardCharsets.UTF_8)).isEqualTo("""
                id,"a,""b"
                1,'=1+1
                2,NULL
                """);
    }

    private static ExportResult export(CsvOptions options, ByteArrayOutputStream csv) throws Exception {
        try (var session = new H2Plugin().openExport(() -> connect("sales"));
                ExportChannel channel = session.openChannel()) {
            return channel.export(new ExportSource.OfTable(table()), options, csv, (rows, bytes) -> {});
        }
    }

    private static TableName table() {
        return new TableName("PUBLIC", TABLE);
    }

    private static String quotedTable() {
        return '"' + TABLE.replace("\"", "\"\"") + '"';
    }

    /** No AWS is asked: the settings say what it would. */
    static Connection connect(String database) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("instanceHost", "sales-db.abc123.us-east-1.rds.amazonaws.com");
        // H2 computes in this JVM, and a login waits for a busy processor.
        settings.setProperty("connectTimeout", "1m");
        settings.setProperty("instanceEngine", "h2");
        settings.setProperty("region", "us-east-1");
        settings.setProperty("auth", "access-keys");
        settings.setProperty("accessKeyId", "AKIAEXAMPLE");
        settings.setProperty("secretAccessKey", "example");
        String path =
                java.net.URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        return new FourmindsRdsDriver().connect("jdbc:fourminds-rds:h2://sales-db/" + path, settings);
    }
}
