package ai.fourminds.rds.cli.output;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

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
        console = new Console(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, err, capabilities);
    }

    /** The console. */
    public Console console() {
        return console;
    }

    /** What went to standard output. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What went to standard error. */
    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
