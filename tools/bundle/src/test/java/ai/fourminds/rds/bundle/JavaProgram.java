package ai.fourminds.rds.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A JVM of its own: settings come on stdin, because command lines are for everyone to read. */
final class JavaProgram {
    private JavaProgram() {}

    /** What the program wrote. */
    record Answer(String stdout, String stderr) {}

    static Answer run(List<String> arguments, Properties settings) throws IOException, InterruptedException {
        var stderr = Files.createTempFile("java-program", ".err");
        try {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            command.addAll(arguments);
            var builder = new ProcessBuilder(command).redirectError(stderr.toFile());
            // A JVM that is told options by these announces them on stderr.
            builder.environment().keySet().removeIf(name -> name.matches("(_?JAVA_|JDK_JAVA_)(TOOL_)?OPTIONS"));
            var process = builder.start();
            try (var stdin = process.getOutputStream()) {
                settings.store(stdin, null);
            }
            var stdout = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return new Answer(stdout, Files.readString(stderr));
        } finally {
            Files.delete(stderr);
        }
    }
}
