package ai.fourminds.rds.cli.command.connection;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.text.TypedPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;

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

    /**
     * Decodes the bytes without a byte order mark, which editors and PowerShell write; PowerShell also writes UTF-16.
     */
    private static String decoded(byte[] bytes) {
        int mark = bytes.length < 2 ? 0 : ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
        boolean utf16 = mark == 0xFEFF || mark == 0xFFFE;
        String text = new String(bytes, utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String content(String option, String file, InputStream standardInput) throws CommandFailure {
        try {
            byte[] bytes = file.equals("-") ? standardInput.readAllBytes() : Files.readAllBytes(TypedPath.of(file));
            return decoded(bytes);
        } catch (IOException | InvalidPathException e) {
            Fault fault = Fault.usage(
                    "secret-file-unreadable",
                    option + ": '" + file + "' cannot be read (" + e.getClass().getSimpleName() + ").",
                    "Name a file that you may read.");
            throw new CommandFailure(fault, e);
        }
    }
}
