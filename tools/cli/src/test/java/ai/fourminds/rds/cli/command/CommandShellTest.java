package ai.fourminds.rds.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.output.Captured;
import ai.fourminds.rds.cli.output.Console;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandShellTest {
    private static final String CANARY = "canary-S3cr3t";
    private final Captured captured = new Captured();

    @TempDir
    Path folder;

    private int run(String... args) {
        return new CommandShell(captured.console(), Map.of()).run(args);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"instances", "test", "databases", "tables", "preview", "export", "url", "wizard", "demo", "local"
            })
    void everyCommandExplainsItself(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(captured.out()).startsWith("Usage: fourminds-rds " + command).contains("--format");
        assertThat(captured.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"save", "list", "show", "remove"})
    void everyCommandOfConnectionsExplainsItself(String command) {
        assertThat(run("connection", command, "--help")).isZero();
        assertThat(captured.out()).startsWith("Usage: fourminds-rds connection " + command);
        assertThat(run("connection")).isEqualTo(2);
        assertThat(captured.err()).contains("Usage: fourminds-rds connection", command);
    }

    @Test
    void helpThatCannotBeWrittenIsAFailure() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Console console = new Console(
                InputStream.nullInputStream(), full, OutputStream.nullOutputStream(), Console.Capabilities.PLAIN);
        assertThat(new CommandShell(console, Map.of()).run("--help")).isEqualTo(2);
    }

    @Test
    void suggestsTheCommandOfConnectionsThatWasMeant() {
        assertThat(run("connection", "lst")).isEqualTo(2);
        assertThat(captured.err()).contains("Did you mean list");
    }

    @Test
    void everySettingIsAnOption() {
        run("instances", "--help", "--verbose");
        assertThat(captured.out())
                .contains("--role-arn=", "--cognito-user-pool-id=", "--secret-access-key-file=", "--tls-root-cert=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"instances", "export", "doctor"})
    void helpIsOneScreenAndSaysWhereTheSettingsAre(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(captured.out().lines()).hasSizeLessThan(64).allMatch(line -> line.length() <= 80);
        assertThat(captured.out()).contains("Connection settings", "--verbose").doesNotContain("--cognito");
    }

    @Test
    void theHelpOfExportHasExamples() {
        run("export", "--help");
        assertThat(captured.out()).contains("Examples:", "fourminds-rds export prod sales --all");
    }

    @Test
    void withoutACommandItShowsTheUsageAsAMistake() {
        assertThat(run()).isEqualTo(2);
        assertThat(captured.out()).isEmpty();
        assertThat(captured.err()).contains("Usage: fourminds-rds", "instances", "demo");
    }

    @Test
    void saysItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(captured.out()).startsWith("fourminds-rds ");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        assertThat(run("instances", "--regoin", "us-east-1")).isEqualTo(2);
        assertThat(captured.err()).contains("--regoin", "Did you mean --region");
        assertThat(captured.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"instanses,instances", "inst,instances", "tabls,tables", "exprot prod db --all --out x,export"})
    void suggestsTheCommandThatWasMeant(String typed, String meant) {
        assertThat(run(typed.split(" "))).isEqualTo(2);
        assertThat(captured.err()).contains("There is no command '", "Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({
        "--role-arn,instances --role-arn=",
        "--region,tables prod db --region=",
        "--connection,databases prod --connection=",
        "--aws-profile,url prod db --aws-profile=",
        "--out,export prod db t --out=",
        "--where,export prod db t --out x --where=",
        "--query,export prod db --out x --query=",
        "INSTANCE,doctor {}",
        "DATABASE,tables prod {}",
        "TABLE,export prod db {} --out x"
    })
    void anEmptyValueIsRefusedAndDoesNotMeanAnotherIdentityOrFolder(String name, String typed) {
        assertThat(run(Arrays.stream(typed.split(" "))
                        .map(word -> word.equals("{}") ? "" : word)
                        .toArray(String[]::new)))
                .isEqualTo(2);
        assertThat(captured.err()).contains("Error: " + name + " is empty: give it a value, or leave it out.");
    }

    @Test
    void aMisspeltOptionIsNamedBeforeTheOneThatIsMissingBecauseOfIt() {
        assertThat(run("export", "prod", "db", "--all", "--ot", "x1")).isEqualTo(2);
        assertThat(captured.err())
                .contains("There is no option --ot here.", "Did you mean --out")
                .doesNotContain("x1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v < 0", "-qty <> 5", "-v::text = '7'"})
    void aValueThatLooksLikeOptionsIsToldHowToBeOne(String condition) {
        assertThat(run("export", "prod", "db", "t", "--out", "x", "--where", condition))
                .isEqualTo(2);
        assertThat(captured.err()).contains("was taken for options", "in parentheses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secretAccessKey", "SECRETACCESSKEY", "sessiontoken"})
    void aSecretIsNoArgumentHoweverItIsSpelt(String name) {
        assertThat(run("databases", "prod", "--region=us-east-1", "--access-key-id=k", "--set", name + "=canary"))
                .isEqualTo(2);
        assertThat(captured.err())
                .contains("is a secret and is not taken as an argument")
                .doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from orders",
                "  -- tidy up\n/* all */ (UPDATE orders SET a = 1",
                "drop table t",
                "call p()"
            })
    void aQueryThatWritesIsCalledSoBeforeAnyConnect(String sql) {
        assertThat(run("export", "i", "d", "--query", sql, "--out", "-", "--region", "us-east-1"))
                .isEqualTo(2);
        assertThat(captured.err()).contains("--query is read-only", "SELECT");
    }

    @Test
    void aPolicyIsNoTable() {
        assertThat(run("policy", "--format", "csv")).isEqualTo(2);
        assertThat(run("local", "--format", "csv")).isEqualTo(2);
        assertThat(captured.err()).contains("no CSV", "--format json");
        assertThat(captured.out()).isEmpty();
    }

    @Test
    void asksForTheSecretThatACommandLacks() {
        List<String> asked = new ArrayList<>();
        Captured somebody = new Captured(question -> {
            asked.add(question);
            return Optional.of(CANARY);
        });
        String[] words = {
            "instances",
            "--access-key-id",
            "AKIAIOSFODNN7EXAMPLE",
            "--region",
            "us-east-1",
            "--endpoint-url",
            "http://127.0.0.1:1",
            "--discovery-timeout",
            "2s"
        };
        assertThat(new CommandShell(somebody.console(), Map.of()).run(words)).isEqualTo(5);
        assertThat(asked).containsExactly("secretAccessKey (not shown)");
        asked.clear();
        Map<String, String> environment = Map.of("FOURMINDS_RDS_CONNECTION", "x");
        new CommandShell(somebody.console(), environment).run(words);
        new CommandShell(somebody.console(), Map.of()).run("instances", "--connection", "x");
        assertThat(asked).as("a saved connection holds it").isEmpty();
        assertThat(somebody.err()).doesNotContain(CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--secret-access-key", "--cognito-password", "--session-token", "--pasword"})
    void neverRepeatsASecretTypedAsAnArgument(String option) {
        assertThat(run("instances", option, CANARY)).isEqualTo(2);
        assertThat(run("instances", option + "=" + CANARY)).isEqualTo(2);
        assertThat(captured.err()).contains(option).doesNotContain(CANARY);
    }

    @Test
    void saysHowToGiveASecret() {
        run("instances", "--secret-access-key", CANARY);
        assertThat(captured.err()).contains("--secret-access-key-file", "FOURMINDS_RDS_SECRET_ACCESS_KEY");
    }

    @Test
    void reportsUsageAsJsonWhereJsonWasAskedFor() throws Exception {
        assertThat(run("tables", "--format", "json")).isEqualTo(2);
        JsonNode error = new ObjectMapper().readTree(captured.err()).path("error");
        assertThat(error.path("code").asText()).isEqualTo("usage");
        assertThat(error.path("headline").asText()).contains("INSTANCE");
        assertThat(error.fieldNames()).toIterable().containsExactly("code", "sqlState", "headline", "detail", "remedy");
    }

    @Test
    void refusesAnExistingExportBeforeConnecting() throws Exception {
        Files.writeString(folder.resolve("public.orders.csv"), "precious");
        // There is nobody at this endpoint: a connect would end with another exit code.
        int exit = run(
                "export",
                "x",
                "y",
                "--all",
                "--out",
                folder.toString(),
                "--region",
                "us-east-1",
                "--endpoint-url",
                "http://127.0.0.1:1");
        assertThat(exit).isEqualTo(2);
        assertThat(captured.err()).contains("public.orders.csv", "--overwrite");
        assertThat(folder.resolve("public.orders.csv")).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a --all",
                "a --query select",
                "--all --query select",
                "a --include x",
                "a --name x",
                "--all --max-rows -1",
                "--all --timeout 0",
                "--all --jobs 0",
                "--all --jobs 65",
                "--all --max-rows many"
            })
    void refusesExportArgumentsThatMakeNoSense(String arguments) {
        String[] args = ("export i d --out " + folder.resolve("new") + " " + arguments)
                .trim()
                .split(" ");
        assertThat(run(args)).isEqualTo(2);
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--max-rows 1e3", "--timeout 1m", "--jobs two"})
    void aNumberThatIsNoneIsSaidInPlainWords(String option) {
        assertThat(run(("export i d --all --out x " + option).split(" "))).isEqualTo(2);
        assertThat(captured.err()).contains("is not a whole number.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web --no-open --port 65536", "web --no-open --port -1", "local --port 65536"})
    void aPortOutOfRangeIsAUsageError(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(captured.err()).contains("--port", "65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--all", "a b"})
    void writesNoMoreThanOneTableToStandardOutput(String what) {
        assertThat(run(("export i d --out - " + what).split(" "))).isEqualTo(2);
        assertThat(captured.err()).contains("exactly one");
    }

    @Test
    void reportsFaultySettingsAsUsage() {
        assertThat(run("instances", "--region", "us-east-1", "--set", "regoin=x", "--set", "password=" + CANARY))
                .isEqualTo(2);
        assertThat(captured.err()).contains("regoin").doesNotContain(CANARY);
    }
}
