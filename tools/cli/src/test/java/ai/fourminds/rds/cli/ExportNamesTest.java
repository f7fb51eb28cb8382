package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.files;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static ai.fourminds.rds.cli.LocalProgram.run;
import static ai.fourminds.rds.cli.PostgresqlZoo.admin;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables whose names are against files, patterns and SQL, each of which holds its own name. */
class ExportNamesTest {
    private static final String LONGEST = "\"".repeat(63);
    private static final List<String> NAMES = List.of(
            "a/b",
            "a%2Fb",
            "A/b",
            "a:b",
            "a*b",
            "a?b",
            "a[b",
            "a\\b",
            "con",
            ".",
            "..",
            "-rf",
            "é",
            "e\u0301",
            "line\nbreak",
            "\u001B[31mred",
            "x'; DROP TABLE y; --",
            "📦".repeat(15),
            LONGEST);

    @TempDir
    Path folder;

    @BeforeAll
    static void create() throws SQLException {
        admin("postgres", "CREATE DATABASE names", "CREATE DATABASE nothing");
        List<String> statements = new ArrayList<>(List.of("CREATE SCHEMA " + quoted(LONGEST)));
        for (String name : NAMES) {
            String schema = name.equals(LONGEST) ? LONGEST : "public";
            statements.add("CREATE TABLE " + quoted(schema) + "." + quoted(name) + " AS SELECT $name$" + name
                    + "$name$::text AS name");
            statements.add("GRANT SELECT ON " + quoted(schema) + "." + quoted(name) + " TO PUBLIC");
        }
        statements.add("GRANT USAGE ON SCHEMA " + quoted(LONGEST) + " TO PUBLIC");
        admin("names", statements.toArray(String[]::new));
    }

    @AfterAll
    static void drop() throws SQLException {
        admin("postgres", "DROP DATABASE names WITH (FORCE)", "DROP DATABASE nothing WITH (FORCE)");
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private List<String> exported(String... selection) throws Exception {
        List<String> words = new ArrayList<>(List.of("export", "prod-analytics", "names"));
        words.addAll(Arrays.asList(selection));
        words.addAll(List.of("--out", folder.toString()));
        Ended ended = run(words.toArray(String[]::new));
        assertThat(ended.exit()).describedAs(ended.err()).isZero();
        assertThat(ended.err()).doesNotContain("\u001B", "\nbreak");
        List<String> names = new ArrayList<>();
        for (JsonNode table : manifest(folder).path("tables")) {
            names.add(table.path("table").asText());
        }
        return names;
    }

    @Test
    void everyTableHasAFileOfItsOwnWhereverItIsUnpacked() throws Exception {
        assertThat(exported("--all")).containsExactlyInAnyOrderElementsOf(NAMES);

        Set<String> anyPlatforms = new HashSet<>();
        for (JsonNode table : manifest(folder).path("tables")) {
            String file = table.path("file").asText();
            assertThat(Files.readString(folder.resolve(file)).replace("\"", ""))
                    .isEqualTo("name\n" + table.path("table").asText().replace("\"", "") + "\n");
            assertThat(file).doesNotContainPattern("[\\x00-\\x1f<>:\"/\\\\|?*]");
            assertThat(file.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
            anyPlatforms.add(Normalizer.normalize(file, Normalizer.Form.NFC).toLowerCase(Locale.ROOT));
        }
        assertThat(anyPlatforms).hasSize(NAMES.size());
        assertThat(files(folder)).hasSize(NAMES.size() + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--include public.a[*|a[b",
                "--include *a\\b|a\\b",
                "--include PUBLIC.A/B|a/b;A/b",
                "--include public.a?b --exclude *[b --exclude *\\b --exclude *:b|a/b;A/b;a*b;a?b",
                "--include *DROP*|x'; DROP TABLE y; --",
                "--include public.*b --exclude public.a?b|a%2Fb",
                "--include *📦|📦📦📦📦📦📦📦📦📦📦📦📦📦📦📦"
            })
    void patternsMeanNothingButStarsAndQuestionMarks(String patterns, String names) throws Exception {
        String[] words = ("--all " + patterns).split(" ");
        assertThat(exported(words)).containsExactlyInAnyOrder(names.split(";(?! )"));
    }

    @Test
    void aTableIsFoundByItsExactName() throws Exception {
        assertThat(exported("public.a/b", "public.a%2Fb", "public.A/b", "public.a*b", "public.line\nbreak"))
                .containsExactly("a/b", "a%2Fb", "A/b", "a*b", "line\nbreak");
    }

    @Test
    void aDatabaseWithoutTablesIsAnEmptyExport() throws Exception {
        Ended ended = run("export", "prod-analytics", "nothing", "--all", "--out", folder.toString());

        assertThat(ended.exit()).isZero();
        assertThat(ended.err()).contains("No tables to export.");
        assertThat(folder).isEmptyDirectory();
    }
}
