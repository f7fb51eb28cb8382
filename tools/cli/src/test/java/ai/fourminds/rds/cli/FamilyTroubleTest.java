package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports of MySQL and MariaDB whose rows are larger than memory, and whose connections were given odd properties. */
class FamilyTroubleTest {
    @TempDir
    Path folder;

    private static void admin(String instance, String... statements) throws SQLException {
        try (Connection admin = LocalFamily.admin(instance);
                Statement statement = admin.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"prod-billing, mysql", "prod-orders, mariadb"})
    void aRowBeyondMemoryFailsItsOwnTableAndTheAdvisedMemoryExportsIt(String instance, String driver) throws Exception {
        String database = "big_" + driver;
        admin(
                instance,
                "CREATE DATABASE " + database,
                "CREATE TABLE " + database + ".a_big (id int, t longtext, u longtext, v longtext)",
                "INSERT INTO " + database + ".a_big VALUES (1, REPEAT('x', 14000000), REPEAT('y', 14000000),"
                        + " REPEAT('z', 14000000)), (2, 'x', 'y', 'z')",
                "CREATE TABLE " + database + ".b_small (n int)",
                "INSERT INTO " + database + ".b_small VALUES (1), (2)");
        Path out = folder.resolve("little");
        assertThat(export(out, "-Xmx64m", instance, database, "--all", "--jobs", "1"))
                .isEqualTo(7);
        JsonNode tables = manifest(out).path("tables");
        assertThat(tables.path(0).path("status").asText()).isEqualTo("failed");
        String error = tables.path(0).path("error").asText();
        assertThat(error).contains("a row of 40 MB", "-Xmx");
        assertThat(tables.path(1).path("status").asText()).isEqualTo("exported");
        assertThat(out.resolve("b_small.csv")).hasContent("n\n1\n2\n");

        if (driver.equals("mysql")) {
            assertThat(refusal("query", List.of(instance, database, "--query", "SELECT * FROM a_big", "--name", "q")))
                    .contains("does not fit into the memory of this program", "-Xmx");
        }

        Path enough = folder.resolve("enough");
        String advised = error.replaceAll("(?s).*(-Xmx[0-9]+g).*", "$1");
        assertThat(export(enough, advised, instance, database, "--all", "--jobs", "1"))
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        assertThat(enough.resolve("a_big.csv")).hasSize("id,t,u,v\n".length() + 42_000_005L + "2,x,y,z\n".length());
    }

    private String refusal(String name, List<String> words) throws Exception {
        Path out = folder.resolve(name);
        List<String> json = new ArrayList<>(words);
        json.addAll(List.of("--format", "json"));
        assertThat(export(out, "-Xmx64m", json.toArray(String[]::new))).isEqualTo(7);
        JsonNode manifest = LocalProgram.JSON.readTree(folder.resolve("out").toFile());
        return manifest.path("tables").path(0).path("error").asText();
    }

    private int export(Path out, String heap, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("export"));
        command.addAll(List.of(words));
        command.addAll(List.of("--out", out.toString()));
        Process export = ChildProgram.configure(
                        ChildProgram.of(folder, List.of(heap), command.toArray(String[]::new)), LocalFamily.settings())
                .start();
        assertThat(export.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return export.exitValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prod-billing | mysql | maxRows=2 blobsAreStrings=true useCursorFetch=true defaultFetchSize=2 yearIsDateType=true"
                        + " zeroDateTimeBehavior=CONVERT_TO_NULL tinyInt1isBit=false transformedBitIsBoolean=true"
                        + " characterEncoding=latin1 characterSetResults=latin1 connectionTimeZone=+05:30"
                        + " forceConnectionTimeZoneToSession=true sessionVariables=sql_select_limit=1"
                        + " padCharsWithSpace=true useServerPrepStmts=true functionsNeverReturnBlobs=true"
                        + " useOldAliasMetadataBehavior=true databaseTerm=SCHEMA netTimeoutForStreamingResults=1"
                        + " includeThreadNamesAsStatementComment=true useCompression=true",
                "prod-orders | mariadb | defaultFetchSize=2 useServerPrepStmts=true tinyInt1isBit=false"
                        + " transformedBitIsBoolean=true yearIsDateType=true uuidAsString=true blankTableNameMeta=true"
                        + " connectionTimeZone=+05:30 forceConnectionTimeZoneToSession=true"
                        + " sessionVariables=sql_select_limit=1 geometryDefaultType=default nullDatabaseMeansCurrent=true"
                        + " useCompression=true"
            })
    void propertiesOfTheNativeDriverChangeNoByte(String instance, String driver, String properties) throws Exception {
        String database = "odd_" + driver;
        admin(
                instance,
                "SET SESSION sql_mode = ''",
                "CREATE DATABASE " + database,
                "CREATE TABLE " + database
                        + ".t (y year, b bit(1), t tinyint(1), d datetime, x blob, c char(5), f float,"
                        + " s varchar(9), ts timestamp null)",
                "INSERT INTO " + database + ".t VALUES (2024, 1, 2, '0000-00-00', 'ab', 'c', 0.1, 'ü😀', NULL),"
                        + " (0, 0, 1, '2024-01-01', 'ab', 'd', 16777216, '', '2024-07-01 12:00:00'),"
                        + " (1, 0, 1, '2024-01-01', NULL, 'e', 1, 'z', '2024-07-01 12:00:00')");
        List<String> odd = Stream.of(properties.split(" "))
                .flatMap(p -> Stream.of("--set", p))
                .toList();
        for (List<String> what : List.of(List.of("t"), List.of("--query", "SELECT * FROM t", "--name", "t"))) {
            Path plain = run(instance, database, what, List.of());
            Path strange = run(instance, database, what, odd);
            assertThat(strange.resolve("t.csv")).hasSameBinaryContentAs(plain.resolve("t.csv"));
            assertThat(manifest(strange).path("tables").path(0).path("droppedColumns"))
                    .hasSize(1)
                    .isEqualTo(manifest(plain).path("tables").path(0).path("droppedColumns"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod-billing", "prod-orders"})
    void geometriesAreWrittenAsAskedFor(String instance) throws Exception {
        List<String> query =
                List.of("--query", "SELECT ST_GeomFromText('POINT(1 1)', 3857) AS p, 'x' AS t", "--name", "t");
        String one = "000000000000F03F";
        Path binary = run(instance, "information_schema", query, List.of("--geometry", "ewkb"));
        assertThat(binary.resolve("t.csv")).hasContent("p,t\n0101000020110F0000" + one + one + ",x\n");
        assertThat(manifest(binary).path("options").path("geometry").asText()).isEqualTo("ewkb");
        Path text = run(instance, "information_schema", query, List.of());
        assertThat(text.resolve("t.csv")).hasContent("p,t\nPOINT(1 1),x\n");
    }

    private Path run(String instance, String database, List<String> what, List<String> options) throws Exception {
        Path out = Files.createTempDirectory(folder, "out").resolve("csv");
        List<String> words = new ArrayList<>(List.of("export", instance, database, "--out", out.toString()));
        words.addAll(what);
        words.addAll(options);
        LocalProgram.Ended ended = LocalFamily.run(folder, words.toArray(String[]::new));
        assertThat(ended.exit()).as(ended.err()).isZero();
        return out;
    }
}
