package ai.fourminds.rds.cli.output;

import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.output.text.Text;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The process's streams: data goes to {@link #data}, everything else to {@link #say}. UTF-8 whatever the locale.
 * Saying is thread-safe, data is for one thread.
 */
public final class Console {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final InputStream in;
    private final OutputStream out;
    private final Writer data;
    private final PrintWriter err;
    private final Capabilities capabilities;
    private final SecretPrompt prompt;
    private final Supplier<OptionalInt> knownWidth;
    private final Verbosity verbosity;
    private final UnaryOperator<String> shown;

    /**
     * What the streams can show.
     *
     * @param outColours whether standard output takes colours
     * @param errColours whether standard error does
     * @param outTerminal whether standard output is a terminal
     * @param errTerminal whether standard error is one on which a line can be painted over
     * @param dialogue whether standard input and output both are a terminal
     */
    public record Capabilities(
            boolean outColours, boolean errColours, boolean outTerminal, boolean errTerminal, boolean dialogue) {
        /** Neither colours nor a terminal. */
        public static final Capabilities PLAIN = new Capabilities(false, false, false, false, false);
        /** A terminal all over. */
        public static final Capabilities TERMINAL = new Capabilities(true, true, true, true, true);
    }

    /** A console over any streams, which asks {@code prompt} for secrets. */
    public Console(InputStream in, OutputStream out, OutputStream err, Capabilities capabilities, SecretPrompt prompt) {
        this(in, out, err, capabilities, prompt, OptionalInt::empty);
    }

    Console(
            InputStream in,
            OutputStream out,
            OutputStream err,
            Capabilities capabilities,
            SecretPrompt prompt,
            Supplier<OptionalInt> knownWidth) {
        this.knownWidth = knownWidth;
        this.in = in;
        this.out = new StandardOutput(out);
        this.data = new BufferedWriter(new OutputStreamWriter(this.out, StandardCharsets.UTF_8));
        this.err = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
        this.capabilities = capabilities;
        this.prompt = prompt;
        this.verbosity = Verbosity.USUAL;
        this.shown = UnaryOperator.identity();
    }

    /** The process's own streams; colours only on a terminal, and not when {@code NO_COLOR} or {@code TERM} forbid. */
    public static Console ofProcess() {
        String noColour = System.getenv("NO_COLOR");
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        boolean colours = (noColour == null || noColour.isEmpty()) && !dumb;
        boolean outTerminal = Terminals.isTerminal(1);
        boolean errTerminal = Terminals.isTerminal(2);
        return new Console(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                new Capabilities(
                        colours && outTerminal,
                        colours && errTerminal,
                        outTerminal,
                        errTerminal && !dumb,
                        outTerminal && Terminals.isTerminal(0)),
                new TerminalPrompt(),
                () -> TerminalWidth.of(System.getenv("COLUMNS")));
    }

    private Console(Console same, Verbosity verbosity, UnaryOperator<String> shown) {
        this.knownWidth = same.knownWidth;
        this.in = same.in;
        this.out = same.out;
        this.data = same.data;
        this.err = same.err;
        this.capabilities = same.capabilities;
        this.prompt = same.prompt;
        this.verbosity = verbosity;
        this.shown = shown;
    }

    /** The same streams, of which standard error is told so much. */
    public Console with(Verbosity wanted) {
        return new Console(this, wanted, shown);
    }

    /** The same streams, of which standard error is told nothing that this has not gone over. */
    public Console with(UnaryOperator<String> mask) {
        return new Console(this, verbosity, mask);
    }

    /** How much is said on standard error. */
    public Verbosity verbosity() {
        return verbosity;
    }

    /** What the streams can show. */
    public Capabilities capabilities() {
        return capabilities;
    }

    /** How many cells a line of the terminal has; asked anew each time. */
    public int width() {
        return knownWidth.get().orElse(TerminalWidth.USUAL);
    }

    /** How many cells a line of standard output has; empty where that is no terminal, or one that does not say. */
    OptionalInt outCells() {
        return capabilities.outTerminal() ? knownWidth.get() : OptionalInt.empty();
    }

    /** Standard input. */
    public InputStream in() {
        return in;
    }

    /** Asks for a secret without echo; empty without a terminal. */
    public Optional<String> secret(String question) {
        return prompt.ask(question);
    }

    /** Standard output for text. */
    public Writer data() {
        return data;
    }

    /** Standard output for bytes; not to be mixed with {@link #data}. */
    public OutputStream bytes() {
        return out;
    }

    /** Standard error, for what writes more than lines. */
    public PrintWriter err() {
        return err;
    }

    /** Something to be timed. */
    @FunctionalInterface
    public interface Call<T, E extends Exception> {
        /** Does it. */
        T make() throws E;
    }

    /** Makes a call; where that is wanted, standard error is told what it was and how long it took. */
    public <T, E extends Exception> T timed(String what, Call<T, E> call) throws E {
        if (verbosity != Verbosity.VERBOSE) {
            return call.make();
        }
        long started = System.nanoTime();
        String end = "failed";
        try {
            T result = call.make();
            end = "";
            return result;
        } finally {
            long millis = (System.nanoTime() - started) / NANOS_PER_MILLI;
            say(
                    Style.DIM,
                    String.format(Locale.ROOT, "[%6d ms] %s  %s", millis, what, end)
                            .stripTrailing());
        }
    }

    /** One line on standard error. */
    public void say(String line) {
        say(Style.PLAIN, line);
    }

    /** One line on standard error, in a style where there are colours. */
    public void say(Style style, String line) {
        if (verbosity != Verbosity.QUIET) {
            sayFailure(style, line);
        }
    }

    /** One line on standard error about something that failed; said however quiet it is to be. */
    public void sayFailure(Style style, String line) {
        err.println(style.paint(Text.harmless(shown.apply(line)), capabilities.errColours()));
    }

    /** A fault on standard error, for people or as JSON; said however quiet it is to be. */
    public void report(Fault fault, Format format) throws IOException {
        if (format == Format.JSON) {
            err.println(Json.fault(fault));
            return;
        }
        err.println(Style.BAD.paint("Error: ", capabilities.errColours()) + Text.harmlessLines(fault.headline()));
        sayIfAny(fault.detail());
        sayIfAny(fault.remedy());
    }

    /** Sends on what is buffered; a failure here is the data's failure. */
    public void flush() throws IOException {
        data.flush();
        out.flush();
    }

    private void sayIfAny(String text) {
        if (!text.isEmpty()) {
            err.println(Text.harmlessLines(text));
        }
    }
}
