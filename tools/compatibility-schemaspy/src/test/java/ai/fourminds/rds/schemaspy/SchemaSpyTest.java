package ai.fourminds.rds.schemaspy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalRds;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schemaspy.Main;
import org.schemaspy.cli.SchemaSpyRunner;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** SchemaSpy, by a database type that extends its own. */
class SchemaSpyTest {
    private static LocalRds rds;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws SQLException {
        rds = LocalRds.builder()
                .engines(List.of(DatabaseEngine.values()))
                .sampleData(false)
                .start();
        tables("prod-analytics", "postgres", "create schema spied; grant usage on schema spied to public", "spied");
        for (String instance : List.of("prod-orders", "prod-billing")) {
            if (rds.connectableIdentifiers().contains(instance)) {
                tables(instance, "mysql", "create database spied", "spied");
            }
        }
    }

    private static void tables(String instance, String database, String first, String schema) throws SQLException {
        try (Connection admin = rds.instance(instance).adminConnection(database);
                Statement statement = admin.createStatement()) {
            statement.execute(first);
            statement.execute("create table " + schema + ".departments (id integer primary key)");
            statement.execute("create table " + schema + ".employees (id integer primary key, department integer,"
                    + " foreign key (department) references " + schema + ".departments (id))");
            if (database.equals("postgres")) {
                statement.execute("grant select on all tables in schema spied to fourminds_iam_user");
            }
        }
    }

    @AfterAll
    static void stop() {
        rds.close();
    }

    @ParameterizedTest
    @CsvSource({"pgsql11, prod-analytics, postgres", "mariadb, prod-orders, spied", "mysql, prod-billing, spied"})
    void describesTablesAndTheirRelations(String base, String instance, String database) throws IOException {
        assertThat(rds.instance(instance).connections()).isZero();
        Path type = Files.writeString(folder.resolve("fourminds-rds.properties"), """
                extends=%s
                connectionSpec=jdbc:fourminds-rds:<host>/<db>%s
                driver=ai.fourminds.rds.FourmindsRdsDriver
                """.formatted(base, query()));
        Path out = folder.resolve("out");
        String[] arguments = {
            "-t",
            type.toString(),
            "-host",
            instance,
            "-db",
            database,
            "-s",
            "spied",
            "-sso",
            "-nohtml",
            "-o",
            out.toString()
        };
        try (var application = new SpringApplicationBuilder(Main.class)
                .bannerMode(Banner.Mode.OFF)
                .run(arguments)) {
            SchemaSpyRunner runner = application.getBean(SchemaSpyRunner.class);
            runner.run(arguments);

            assertThat(runner.getExitCode()).isZero();
        }
        assertThat(Files.readString(out.resolve(database + ".spied.xml")))
                .contains("name=\"departments\"", "name=\"employees\"")
                .containsPattern("<parent [^>]*table=\"departments\"");
    }

    private static String query() {
        return rds.settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + URLEncoder.encode(setting.getValue(), UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }
}
