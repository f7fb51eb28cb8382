package ai.fourminds.rds.cli.output;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** A console whose streams are kept. For one thread. */
public final class Captured {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console;

    /** With nothing on standard input and no terminal. */
    public Captured() {
        this("", Console.Capabilities.PLAIN);
    }

    /** With this on standard input. */
    public Captured(String input, Console.Capabilities capabilities) {
        this(input, capabilities, question -> Optional.empty(), OptionalInt.empty());
    }

    /** A terminal with so many cells in a line. */
    public Captured(int cells) {
        this("", Console.Capabilities.TERMINAL, question -> Optional.empty(), OptionalInt.of(cells));
    }

    /** With somebody who answers. */
    public Captured(Function<String, Optional<String>> prompt) {
        this("", Console.Capabilities.PLAIN, prompt, OptionalInt.empty());
    }

    private Captured(
            String input,
            Console.Capabilities capabilities,
            Function<String, Optional<String>> prompt,
            OptionalInt cells) {
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        console = new Console(in, out, err, capabilities, prompt, () -> cells);
    }

    /** The console. */
    public Console console() {
        return console;
    }

    /** What went to standard output. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What went to standard output, where that is no text. */
    public byte[] bytes() {
        return out.toByteArray();
    }

    /** What went to standard error. */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
