package ai.fourminds.rds.cli.command.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.cli.failure.CommandFailure;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class SettingOptionsTest {
    private static final String CANARY = "canary-S3cr3t";
    private static final SettingOptions OPTIONS = new SettingOptions(() -> List.of(
            setting("roleArn", "100% of a role.", null, List.of(), false, "FOURMINDS_RDS_ROLE_ARN"),
            setting("tlsMode", "How.", "verify-full", List.of("verify-full", "verify-ca"), false, "X"),
            setting("cognitoPassword", "Password.", null, List.of(), true, "FOURMINDS_RDS_COGNITO_PASSWORD")));

    @TempDir
    Path folder;

    private static SettingInfo setting(
            String name,
            String description,
            @Nullable String value,
            List<String> choices,
            boolean secret,
            String variable) {
        return new SettingInfo(name, description, value, choices, secret, variable, List.of(), List.of());
    }

    private static CommandLine line() {
        CommandSpec spec = CommandSpec.create().name("x");
        spec.addArgGroup(OPTIONS.group());
        return new CommandLine(spec);
    }

    private static Map<String, String> read(String input, String... args) throws CommandFailure {
        return OPTIONS.read(line().parseArgs(args), new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void turnsOptionsIntoSettings() throws Exception {
        assertThat(read("", "--role-arn", "arn:x", "--tls-mode=verify-ca"))
                .isEqualTo(Map.of("roleArn", "arn:x", "tlsMode", "verify-ca"));
        assertThat(read("")).isEmpty();
    }

    @Test
    void takesNativePropertiesAsTheyAre() throws Exception {
        assertThat(read("", "--set", "ApplicationName=a=b", "--set", "options="))
                .isEqualTo(Map.of("ApplicationName", "a=b", "options", ""));
        assertThatThrownBy(() -> read("", "--set", "novalue")).hasMessageContaining("NAME=VALUE");
    }

    @Test
    void readsASecretFromItsFileWithoutTheFinalLineFeed() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), " " + CANARY + " \r\n");
        assertThat(read("", "--cognito-password-file", file.toString()))
                .containsEntry("cognitoPassword", " " + CANARY + " ");
        assertThat(read(CANARY + "\n", "--cognito-password-file", "-")).containsEntry("cognitoPassword", CANARY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "one\ntwo\n"})
    void refusesASecretFileOfAnotherShape(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), content);
        assertThatThrownBy(() -> read("", "--cognito-password-file", file.toString()))
                .hasMessageContaining("--cognito-password-file")
                .hasMessageNotContaining("two");
    }

    @Test
    void saysWhichSecretFileCannotBeRead() {
        assertThatThrownBy(() -> read("", "--cognito-password-file", "no-such-file"))
                .hasMessageContaining("--cognito-password-file")
                .hasMessageContaining("no-such-file");
    }

    @Test
    void takesNoSecretThroughSet() {
        assertThatThrownBy(() -> read("", "--set", "cognitoPassword=" + CANARY))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.fault().remedy())
                                .contains("--cognito-password-file", "FOURMINDS_RDS_COGNITO_PASSWORD")
                                .doesNotContain(CANARY));
    }

    @Test
    void describesWhatIsKnownOfASetting() {
        assertThat(line().getUsageMessage())
                .contains(
                        "--role-arn=VALUE", "100% of a role.", "--cognito-password-file=FILE", "verify-full, verify-ca")
                .doesNotContain("--cognito-password=");
    }
}
