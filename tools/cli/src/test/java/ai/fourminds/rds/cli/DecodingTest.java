package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the JVM made of arguments in locales that do not hold them; the program as a process, in such locales. */
class DecodingTest {
    private static final String SIZE = "select length('gr\\303\\266\\303\\237e')";

    @TempDir
    Path folder;

    private Decoding decoding(Charset encoding, Map<String, String> environment) {
        return new Decoding(encoding, environment, folder.resolve("cmdline"));
    }

    @ParameterizedTest
    @CsvSource({
        "US-ASCII, größe, false",
        "ISO-8859-1, größe, false",
        "UTF-8, größe, false",
        "US-ASCII, gr\uFFFD\uFFFDe, true"
    })
    void argumentsAreRefusedWhereTheyWereDestroyed(String encoding, String argument, boolean refused) {
        assertThat(decoding(Charset.forName(encoding), Map.of())
                        .fault("instances", argument)
                        .isPresent())
                .isEqualTo(refused);
    }

    @Test
    void theCharacterThatStandsForALostOneMayBeTyped() throws IOException {
        Decoding utf8 = decoding(StandardCharsets.UTF_8, Map.of());
        assertThat(utf8.fault("\uFFFD")).describedAs("no record of the bytes").isEmpty();
        Files.writeString(folder.resolve("cmdline"), "java\0\uFFFD\0");
        assertThat(utf8.fault("\uFFFD")).isEmpty();
        Files.write(folder.resolve("cmdline"), "java\0ö\0".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(utf8.fault("\uFFFD"))
                .hasValueSatisfying(fault -> assertThat(fault.remedy()).isEqualTo("Write them in UTF-8."));
    }

    @Test
    void aDestroyedVariableIsNamedAndItsValueIsNot() {
        Map<String, String> environment = Map.of("FOURMINDS_RDS_COGNITO_PASSWORD", "s\uFFFDcret", "OTHER", "\uFFFD");
        assertThat(decoding(StandardCharsets.US_ASCII, environment).fault())
                .hasValueSatisfying(fault -> assertThat(fault.toString())
                        .contains("FOURMINDS_RDS_COGNITO_PASSWORD", "LC_ALL=C.UTF-8")
                        .doesNotContain("cret"));
        assertThat(decoding(StandardCharsets.US_ASCII, Map.of("OTHER", "\uFFFD"))
                        .fault())
                .isEmpty();
    }

    /** On Windows a question mark arrives. */
    @ParameterizedTest
    @CsvSource({"windows-1252, --query größe, false", "windows-1252, --query 日本, true", "UTF-8, --query 日本, false"})
    void theLaunchersCommandLineTellsWhatTheCodePageDoesNotHold(String encoding, String typed, boolean refused) {
        Map<String, String> environment = Map.of(Decoding.WINDOWS_COMMAND_LINE, typed);
        assertThat(decoding(Charset.forName(encoding), environment).fault("??").isPresent())
                .isEqualTo(refused);
    }

    /** On macOS arguments are UTF-8 in every locale. */
    @Test
    void inTheCLocaleNoOtherQueryIsRun() throws Exception {
        int exit = ChildProgram.ended(export("C", SIZE));
        if (exit == 2) {
            assertThat(read("err")).contains("\"characters-lost\"", "LC_ALL=C.UTF-8");
            assertThat(read("out")).isEmpty();
        } else {
            assertThat(read("out")).describedAs(read("err")).isEqualTo("length\n5\n");
        }
    }

    @Test
    void inAUtf8LocaleTheQueryIsRunAsTyped() throws Exception {
        assertThat(ChildProgram.ended(export("C.UTF-8", SIZE)))
                .describedAs(read("err"))
                .isZero();
        assertThat(read("out")).isEqualTo("length\n5\n");
    }

    @Test
    void bytesThatAreNoUtf8AreRefusedToo() throws Exception {
        assertThat(ChildProgram.ended(export("C.UTF-8", "select 1 -- gr\\366e")))
                .isEqualTo(2);
        assertThat(read("err")).contains("Write them in UTF-8.");
    }

    /** @param query in the notation of printf, since this JVM's own locale may be any */
    private Process export(String locale, String query) throws IOException {
        ProcessBuilder program = ChildProgram.configure(ChildProgram.of(
                folder, List.of(), "export", "prod-analytics", "sales", "--format", "json", "--out", "-"));
        program.command()
                .addAll(
                        0,
                        List.of("/bin/sh", "-c", "query=$(printf \"$QUERY\"); exec \"$@\" --query \"$query\"", "sh"));
        program.environment().putAll(Map.of("QUERY", query, "LC_ALL", locale));
        return program.start();
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }
}
