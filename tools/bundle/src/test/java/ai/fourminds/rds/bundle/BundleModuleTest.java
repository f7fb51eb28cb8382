package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar on the module path, required by a module that knows nothing but its name. */
final class BundleModuleTest {
    private static final String MODULE = """
            module consumer {
                requires java.sql;
                requires ai.fourminds.rds;
            }
            """;

    private static final String MAIN = """
            package consumer;

            public class Main {
                public static void main(String[] args) throws Exception {
                    var settings = new java.util.Properties();
                    settings.load(System.in);
                    try (var connection = java.sql.DriverManager.getConnection(args[0], settings);
                            var statement = connection.createStatement()) {
                        var type = ai.fourminds.rds.FourmindsRdsDriver.class;
                        System.out.println(type.getModule() + " " + connection.getClass().getModule());
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void servesAModularProgram() throws IOException, InterruptedException {
        var jar = new Bundle().jar();
        var module = compiled(jar);
        var answer = JavaProgram.run(
                List.of(
                        "--module-path",
                        jar + File.pathSeparator + module,
                        "--module",
                        "consumer/consumer.Main",
                        "jdbc:fourminds-rds:prod-analytics"),
                Clouds.settings());
        assertThat(answer.stderr()).isEmpty();
        assertThat(answer.stdout()).isEqualToIgnoringNewLines("module ai.fourminds.rds module ai.fourminds.rds");
    }

    private Path compiled(Path jar) throws IOException {
        var sources = Files.createDirectories(folder.resolve("source/consumer"));
        var info = Files.writeString(folder.resolve("source/module-info.java"), MODULE);
        var main = Files.writeString(sources.resolve("Main.java"), MAIN);
        var module = folder.resolve("module");
        var arguments = Stream.of("-p", jar, "-d", module, "-Xlint:-requires-automatic", info, main);
        var compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(
                        null, null, null, arguments.map(Object::toString).toArray(String[]::new)))
                .isZero();
        return module;
    }
}
