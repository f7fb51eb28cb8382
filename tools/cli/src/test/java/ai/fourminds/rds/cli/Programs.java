package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.server.MissingRequirement;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of others that load exported files, where this machine has them. Stateless. */
final class Programs {
    private Programs() {}

    static String psql() throws MissingRequirement {
        return all("psql")
                .findFirst()
                .orElseThrow(() -> new MissingRequirement("what psql loads is not checked, which this machine lacks:"
                        + " install it, on Debian by 'apt-get install postgresql-client'"));
    }

    /** A Python that has it: Debian's where another one goes before it on the path. */
    static String pythonWithPandas() throws IOException, InterruptedException {
        for (String python : all("python3").toList()) {
            Process process = new ProcessBuilder(python, "-c", "import pandas")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            if (process.waitFor() == 0) {
                return python;
            }
        }
        throw new MissingRequirement(
                "what pandas loads is not checked, which this machine lacks: install it, on Debian by"
                        + " 'apt-get install python3-pandas'");
    }

    private static Stream<String> all(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .map(Path::toString);
    }

    /** What a program that succeeds says in a folder. */
    static String run(Path folder, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process = builder.directory(folder.toFile())
                .redirectError(folder.resolveSibling("err").toFile())
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(() -> said + read(folder.resolveSibling("err")))
                .isZero();
        return said;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
