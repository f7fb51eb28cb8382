package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.RDS;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.principals.Principal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about methods of one's own: its class, compiled as it stands there, is a method like any other. */
class OwnMethodTest {
    private static final Path PAGE = Path.of("docs", "credentials", "own-method.md");

    @TempDir
    Path folder;

    private Path classes;

    @BeforeEach
    void isCompiledAndRegistered() throws IOException {
        String page = Files.readString(DocumentationTest.ROOT.resolve(PAGE));
        classes = Files.createDirectory(folder.resolve("classes"));
        Path source = Files.writeString(folder.resolve("KeyFileMethod.java"), block(page, "java"));
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("ai.fourminds.rds.credentials.CredentialsMethod"), block(page, "text"));
        int errors = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString());
        assertThat(errors).isZero();
    }

    private static String block(String page, String language) {
        Matcher block =
                Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$").matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private int run(Path keyFile) throws Exception {
        Map<String, String> settings = RDS.settings();
        ProcessBuilder program = ChildProgram.of(
                folder, List.of(), "test", "prod-analytics", "--auth", "key-file", "--set", "keyFile=" + keyFile);
        List<String> words = program.command();
        int path = words.indexOf("-cp") + 1;
        words.set(path, words.get(path) + File.pathSeparator + classes);
        program.environment().put("FOURMINDS_RDS_REGION", settings.get("region"));
        program.environment().put("FOURMINDS_RDS_ENDPOINT_URL", settings.get("endpointUrl"));
        program.environment().put("FOURMINDS_RDS_TLS_ROOT_CERT", settings.get("tlsRootCert"));
        return ChildProgram.ended(program.start());
    }

    @Test
    void connectsWithWhatTheMethodReturns() throws Exception {
        Principal session = RDS.addPrincipal(
                Principal.session("e2e-own", "monday", Instant.now().plusSeconds(3600))
                        .withConnect("arn:aws:rds-db:*:*:dbuser:*/fourminds_iam_user"));
        Path keys = Files.writeString(
                folder.resolve("keys"),
                String.join("\n", session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
        assertThat(run(keys))
                .describedAs(Files.readString(folder.resolve("err")))
                .isZero();
        assertThat(Files.readString(folder.resolve("out"))).contains("Logged in to prod-analytics/");
    }

    @Test
    void showsTheMethodsOwnFailure() throws Exception {
        assertThat(run(folder.resolve("none"))).isEqualTo(3);
        assertThat(Files.readString(folder.resolve("err")))
                .contains("No AWS credentials (auth=key-file): the file ", "holds no keys.", "Start the agent.");
    }
}
