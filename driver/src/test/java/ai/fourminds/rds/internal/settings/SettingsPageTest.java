package ai.fourminds.rds.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/settings.md} is what the settings table says; {@code -Dsettings.write=true} writes it anew. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "settings.md").normalize();
    private static final List<String> METHODS = List.of("profile", "iam-role", "cognito", "access-keys");
    private static final String INTRODUCTION = """
            # Settings

            Each can be said as a property or in the URL (`roleArn=…`), as an option of `fourminds-rds` (`--role-arn …`) or as
            an environment variable (`FOURMINDS_RDS_ROLE_ARN`); [which wins](README.md#where-settings-are-said). Names that
            are none of these go to the native driver. In durations a number without a unit, below 1,000, is seconds.

            | Setting | Default | Meaning |
            |---|---|---|
            """;
    private static final String SECRETS = """

            A secret is no option of the command line: there it is `--<option>-file FILE`, the environment, or a
            [saved connection](saved-connections.md). There is no `password`: the token of each connect is the password.

            ## What a URL may not say

            Strangers write URLs: into BI tools, project files, forms. So what reads a file, loads a class, runs SQL, or chooses where
            credentials, tokens and connections go is not taken from a URL, but from properties, the environment or a saved
            connection:

            | Of a URL | Taken |
            |---|---|
            | %s | never |
            | %s | AWS's own endpoints of RDS, STS and Cognito, VPC endpoints included, and this machine: `localhost`, `127.0.0.1`, `[::1]` |
            | %s | endpoints of RDS databases (`….rds.amazonaws.com` and its like in other partitions), and this machine |
            | `tlsMode` | `verify-full` |
            | settings of [a credentials method of your own](credentials/own-method.md) | never |
            | properties of the native driver | those that are known to be harmless, such as `currentSchema`, `ApplicationName`, `socketTimeout`, `useCompression`, `allowMultiQueries` |
            | a secret | with a warning in the log |

            A user pool or app client that a URL names gets a password of the environment, of properties or of a saved connection
            by SRP alone, which does not send it.

            `FOURMINDS_RDS_TRUST` in the environment, or the system property `fourminds.rds.trust`, says whom this JVM trusts:

            | Value | Files, classes, hosts may come from |
            |---|---|
            | `environment` | the environment and saved connections; for programs that hand on properties which strangers typed |
            | `properties` | properties and options of the command line as well; the default |
            | `url` | URLs as well, as if you had written them all |

            This page is made from the settings table by a test of the driver, which fails when they differ
            (`-Dsettings.write=true` writes it).
            """;

    @Test
    void thePageIsWhatTheTableSays() throws IOException {
        String page = Arrays.stream(Setting.values())
                .map(SettingsPageTest::line)
                .collect(Collectors.joining(
                        "",
                        INTRODUCTION,
                        SECRETS.formatted(of(SettingType.FILE), of(SettingType.URL), of(SettingType.HOST))));
        if (Boolean.getBoolean("settings.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).usingCharset(StandardCharsets.UTF_8).hasContent(page);
    }

    private static String line(Setting setting) {
        String usual = setting.defaultValue().map(value -> "`" + value + "`").orElse("");
        String meaning = Stream.of(setting.description(), choices(setting), needs(setting), secrecy(setting))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return "| `%s` | %s | %s |\n".formatted(setting.settingName(), usual, meaning.replace("|", "\\|"));
    }

    private static String of(SettingType type) {
        return code(Arrays.stream(Setting.values())
                .filter(setting -> setting.type() == type)
                .map(Setting::settingName)
                .toList());
    }

    private static String choices(Setting setting) {
        return setting.choices().isEmpty() ? "" : "One of " + code(setting.choices()) + ".";
    }

    private static String needs(Setting setting) {
        List<String> methods = METHODS.stream().filter(setting::requiredBy).toList();
        return methods.isEmpty() ? "" : "Required by `auth=" + String.join("`, `auth=", methods) + "`.";
    }

    private static String secrecy(Setting setting) {
        return setting.secret() ? "Secret." : "";
    }

    private static String code(List<String> values) {
        return values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
    }
}
