package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads a secret from a file of one line. Stateless. */
final class SecretFile {
    private SecretFile() {}

    static String read(String option, String file, InputStream standardInput) throws CommandFailure {
        String content = content(option, file, standardInput).replaceFirst("\\r?\\n\\z", "");
        if (content.isEmpty() || content.indexOf('\n') >= 0) {
            throw new CommandFailure(Fault.usage(
                    "secret-file-shape",
                    option + ": '" + file + "' should hold one line, the secret.",
                    "Write the secret, and nothing else, into the file."));
        }
        return content;
    }

    private static String content(String option, String file, InputStream standardInput) throws CommandFailure {
        try {
            byte[] bytes = file.equals("-") ? standardInput.readAllBytes() : Files.readAllBytes(Path.of(file));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            Fault fault = Fault.usage(
                    "secret-file-unreadable",
                    option + ": '" + file + "' cannot be read (" + e.getClass().getSimpleName() + ").",
                    "Name a file that you may read.");
            throw new CommandFailure(fault, e);
        }
    }
}
