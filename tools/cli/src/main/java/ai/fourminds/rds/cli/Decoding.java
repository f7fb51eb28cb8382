package ai.fourminds.rds.cli;

import ai.fourminds.rds.cli.failure.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Detects characters that the JVM lost in arguments and environment. It decodes them in the locale's encoding and
 * replaces what that cannot represent by U+FFFD, on Windows by a question mark, so another query would run. Immutable.
 *
 * @param encoding the locale's encoding
 * @param commandLine the file in which the system keeps the arguments as bytes; it need not exist
 */
record Decoding(Charset encoding, Map<String, String> environment, Path commandLine) {
    /** Holds the command line in Unicode, set by the launcher for Windows. */
    static final String WINDOWS_COMMAND_LINE = "FOURMINDS_RDS_COMMAND_LINE";

    private static final String SETTINGS = "FOURMINDS_RDS_";
    private static final String LOST = "\uFFFD";

    static Decoding ofProcess() {
        return new Decoding(
                Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")),
                System.getenv(),
                Path.of("/proc/self/cmdline"));
    }

    /** Returns why these arguments must not be run; empty if no characters are lost. */
    Optional<Fault> fault(String... args) {
        if (!encoding.newEncoder().canEncode(environment.getOrDefault(WINDOWS_COMMAND_LINE, ""))) {
            return Optional.of(fault("The arguments have", "Write them in characters of this code page."));
        }
        boolean unicode = encoding.equals(StandardCharsets.UTF_8);
        if (Arrays.stream(args).anyMatch(arg -> arg.contains(LOST)) && !(unicode && wasTyped())) {
            return Optional.of(fault("The arguments have", unicode ? "Write them in UTF-8." : remedy()));
        }
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(SETTINGS)
                        && variable.getValue().contains(LOST))
                .findFirst()
                .filter(variable -> !unicode)
                .map(variable -> fault("The environment variable " + variable.getKey() + " has", remedy()));
    }

    private Fault fault(String what, String remedy) {
        return Fault.usage(
                "characters-lost",
                what + " characters that are lost in this locale's encoding, " + encoding + ".",
                remedy);
    }

    private static String remedy() {
        return "Set LC_ALL=C.UTF-8, or the name of another UTF-8 locale of this machine, and run it again.";
    }

    /**
     * Whether U+FFFD itself was typed, as in valid UTF-8. True on systems that do not keep the bytes: all of them use
     * UTF-8.
     */
    private boolean wasTyped() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(commandLine)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        } catch (IOException e) {
            return !Files.exists(commandLine);
        }
    }
}
