package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.RDS;
import static ai.fourminds.rds.cli.LocalProgram.options;
import static ai.fourminds.rds.cli.LocalProgram.runBare;
import static ai.fourminds.rds.cli.LocalProgram.settings;
import static ai.fourminds.rds.cli.LocalProgram.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import ai.fourminds.rds.cli.output.Captured;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saved connections from their saving to their removal, and every way to use one. */
class ConnectionEndToEndTest {
    private static final String NAME = "prod.eu_1-analytics";
    private static final Path HOME = Path.of(System.getenv("FOURMINDS_RDS_HOME"));

    @TempDir
    Path folder;

    @BeforeEach
    void isSaved() {
        Ended saved = runBare(words(settings(), "connection", "save", NAME));
        assertThat(saved.err()).startsWith("Saved '" + NAME + "' to ").contains("--connection " + NAME);
        assertThat(saved.exit()).isZero();
        assertThat(saved.out()).isEmpty();
    }

    @AfterEach
    void isGone() {
        runBare("connection", "remove", NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test",
                "test prod-analytics",
                "instances",
                "databases prod-analytics",
                "tables prod-analytics sales",
                "preview prod-analytics sales public.orders --rows 1",
                "url prod-analytics sales",
                "export prod-analytics sales public.orders --max-rows 1 --out -"
            })
    void everyCommandUsesIt(String command) {
        Ended ended = runBare((command + " --connection " + NAME).split(" "));
        assertThat(ended.exit()).describedAs(ended.err()).isZero();
        assertThat(ended.out()).isNotEmpty();
    }

    @Test
    void aJdbcUrlUsesIt() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                "jdbc:fourminds-rds:postgresql://prod-analytics/sales?connection=" + NAME)) {
            assertThat(connection.getCatalog()).isEqualTo("sales");
        }
    }

    @Test
    void theUrlCommandPrintsOneThatWorksAndHoldsNoSecret() throws SQLException {
        String url = runBare("url", "prod-analytics", "sales", "--connection", NAME)
                .out()
                .strip();
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(connection.getCatalog()).isEqualTo("sales");
        }
    }

    @Test
    void whatIsSaidOnTheCommandLineWins() {
        Ended ended = runBare("test", "prod-analytics", "--connection", NAME, "--user", "somebody_else");
        assertThat(ended.exit()).isEqualTo(6);
        assertThat(ended.err()).contains("somebody_else");
    }

    @Test
    void listShowsNamesMethodsAndRegions() throws Exception {
        assertThat(runBare("connection", "list").out())
                .startsWith("CONNECTION")
                .contains(NAME, "access-keys", "us-east-1");
        assertThat(runBare("connection", "list", "--format", "csv").out())
                .startsWith("name,auth,region\n")
                .contains(NAME + ",access-keys,us-east-1\n");
        JsonNode json = runBare("connection", "list", "--format", "json").json();
        assertThat(json.findValuesAsText("name")).contains(NAME);
        assertThat(json.path(0).fieldNames()).toIterable().containsExactly("name", "auth", "region");
    }

    @Test
    void showMasksSecrets() throws Exception {
        Ended table = runBare("connection", "show", NAME);
        assertThat(table.out()).contains("accessKeyId", RDS.settings().get("accessKeyId"), "secretAccessKey", "••••");
        JsonNode json = runBare("connection", "show", NAME, "--format", "json").json();
        assertThat(json.path("name").asText()).isEqualTo(NAME);
        assertThat(json.path("settings").path("auth").asText()).isEqualTo("access-keys");
        assertThat(json.path("settings").path("secretAccessKey").asText()).matches("•+");
        assertThat(runBare("connection", "show", NAME, "--format", "csv").out()).startsWith("setting,value\n");
    }

    @Test
    void savingAgainReplacesIt() {
        Ended again = runBare("connection", "save", NAME, "--region", "eu-west-1");
        assertThat(again.err()).startsWith("Replaced '" + NAME + "'");
        assertThat(runBare("connection", "show", NAME).out())
                .contains("eu-west-1")
                .doesNotContain("accessKeyId");
    }

    @Test
    void removeSaysThatAwsIsUntouched() throws Exception {
        Ended removed = runBare("connection", "remove", NAME);
        assertThat(removed.exit()).isZero();
        assertThat(removed.err()).contains("local data", "roles", "providers", "pools", "policies", "untouched");
        assertThat(runBare("connection", "list").out()).doesNotContain(NAME);
        Ended again = runBare("connection", "remove", NAME, "--format", "json");
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.error().path("code").asText()).isEqualTo("saved-connection-unknown");
        assertThat(runBare("test", "--connection", NAME).err()).contains("There is no saved connection '" + NAME + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"instances --connection prod.eu_1-analytic", "connection show prod.eu_1-analytic"})
    void anUnknownOneEndsWithTwoAndNamesThoseThereAre(String command) {
        Ended ended = runBare(command.split(" "));
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("'prod.eu_1-analytic'", NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "../x", "a/b", "a\nb", "%s", "'; --", "-x", "📦"})
    void refusesNamesThatAreNone(String name) {
        Ended ended = runBare("connection", "save", "--region=us-east-1", "--", name);
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("use up to 64 letters");
    }

    @Test
    void refusesToSaveNothingOrNonsense() {
        assertThat(runBare("connection", "save", "x").err()).contains("nothing to save");
        Ended faulty = runBare("connection", "save", "x", "--discovery-timeout", "soon", "--connection", NAME);
        assertThat(faulty.exit()).isEqualTo(2);
        assertThat(faulty.err()).contains("cannot refer to another");
        assertThat(runBare("connection", "save", "x", "--auth", "iam-role").err())
                .contains("roleArn", "required");
    }

    @Test
    void asksForAPasswordThatNobodyGave() throws Exception {
        Map<String, String> cognito = new LinkedHashMap<>(
                RDS.settings(RDS.cognito().user(), RDS.cognito().client()));
        String password = cognito.remove("cognitoPassword");
        List<String> questions = new ArrayList<>();
        Captured person = new Captured(question -> {
            questions.add(question);
            return Optional.of(password);
        });
        Ended saved = runBare(person, words(options(cognito, folder), "connection", "save", NAME));
        assertThat(saved.exit()).describedAs(saved.err()).isZero();
        assertThat(saved.out() + saved.err()).doesNotContain(password);
        assertThat(questions).hasSize(1);
        assertThat(runBare("test", "prod-analytics", "--connection", NAME).out())
                .contains("Logged in to");
        assertThat(Files.readString(HOME.resolve("connections"), StandardCharsets.ISO_8859_1))
                .doesNotContain(password, cognito.get("cognitoUserPoolId"));
    }

    @Test
    void aDriverThatFindsNoneSaysSo() {
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:fourminds-rds:x/y?connection=nobody"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("There is no saved connection 'nobody'");
    }
}
