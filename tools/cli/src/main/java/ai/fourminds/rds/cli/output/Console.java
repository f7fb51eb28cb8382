package ai.fourminds.rds.cli.output;

import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.output.text.Text;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The process's streams: data goes to {@link #data}, everything else to {@link #say}. UTF-8 in every locale. {@code
 * say} is thread-safe, data is for one thread.
 */
public final class Console {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int DEFAULT_WIDTH = 80;

    private final InputStream in;
    private final OutputStream out;
    private final Writer data;
    private final PrintWriter err;
    private final Capabilities capabilities;
    private final Function<String, Optional<String>> prompt;
    private final Supplier<OptionalInt> knownWidth;
    private final Verbosity verbosity;
    private final UnaryOperator<String> shown;

    /** How much is printed on standard error. */
    public enum Verbosity {
        /** Errors only. */
        QUIET,
        /** Errors, remarks and progress. */
        NORMAL,
        /** Also calls and their duration. */
        VERBOSE
    }

    /**
     * What the streams can display.
     *
     * @param outColours whether standard output shows colours
     * @param errColours whether standard error shows colours
     * @param outTerminal whether standard output is a terminal
     * @param errTerminal whether standard error is a terminal that can repaint lines
     * @param dialogue whether standard input and output are both a terminal
     */
    public record Capabilities(
            boolean outColours, boolean errColours, boolean outTerminal, boolean errTerminal, boolean dialogue) {
        /** Neither colours nor a terminal. */
        public static final Capabilities PLAIN = new Capabilities(false, false, false, false, false);
        /** All streams are terminals with colours. */
        public static final Capabilities TERMINAL = new Capabilities(true, true, true, true, true);
    }

    /** Creates a console for these streams, of unknown width, which can ask for no secrets. */
    public Console(InputStream in, OutputStream out, OutputStream err, Capabilities capabilities) {
        this(in, out, err, capabilities, question -> Optional.empty(), OptionalInt::empty);
    }

    Console(
            InputStream in,
            OutputStream out,
            OutputStream err,
            Capabilities capabilities,
            Function<String, Optional<String>> prompt,
            Supplier<OptionalInt> knownWidth) {
        this.knownWidth = knownWidth;
        this.in = in;
        this.out = new StandardOutput(out);
        this.data = new BufferedWriter(new OutputStreamWriter(this.out, StandardCharsets.UTF_8));
        this.err = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
        this.capabilities = capabilities;
        this.prompt = prompt;
        this.verbosity = Verbosity.NORMAL;
        this.shown = UnaryOperator.identity();
    }

    /**
     * Returns a console for the process's streams. Uses colours only on a terminal and unless {@code NO_COLOR} or
     * {@code TERM} forbids them.
     */
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
                Terminals::askSecret,
                () -> Terminals.width(System.getenv("COLUMNS")));
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

    public Console with(Verbosity wanted) {
        return new Console(this, wanted, shown);
    }

    /** Returns a console that applies {@code mask} to all text on standard error. */
    public Console with(UnaryOperator<String> mask) {
        return new Console(this, verbosity, mask);
    }

    public Verbosity verbosity() {
        return verbosity;
    }

    public Capabilities capabilities() {
        return capabilities;
    }

    /** Returns the terminal's current width in cells. */
    public int width() {
        return knownWidth.get().orElse(DEFAULT_WIDTH);
    }

    /** Returns the width of standard output in cells; empty if it is no terminal or the width is unknown. */
    OptionalInt outCells() {
        return capabilities.outTerminal() ? knownWidth.get() : OptionalInt.empty();
    }

    public InputStream in() {
        return in;
    }

    /** Asks for a secret without echo. Returns empty without a terminal. */
    public Optional<String> secret(String question) {
        return prompt.apply(question);
    }

    /** Returns standard output for text. */
    public Writer data() {
        return data;
    }

    /** Prints a line on standard output at once. */
    public void print(String line) throws IOException {
        print(Style.PLAIN, line);
    }

    /** Prints a line on standard output at once, styled if there are colours. */
    public void print(Style style, String line) throws IOException {
        data.write(style.paint(line, capabilities.outColours()) + "\n");
        flush();
    }

    /** Returns standard output for bytes; not to be mixed with {@link #data}. */
    public OutputStream bytes() {
        return out;
    }

    /** Returns standard error for more than single lines. */
    public PrintWriter err() {
        return err;
    }

    /** A call to be timed. */
    @FunctionalInterface
    public interface Call<T, E extends Exception> {
        T make() throws E;
    }

    /** Makes a call. If verbose, prints its name and duration on standard error. */
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

    /** Prints a line on standard error. */
    public void say(String line) {
        say(Style.PLAIN, line);
    }

    /** Prints a line on standard error, styled if there are colours. */
    public void say(Style style, String line) {
        if (verbosity != Verbosity.QUIET) {
            sayFailure(style, line);
        }
    }

    /** Prints a line about a failure on standard error, even if quiet. */
    public void sayFailure(Style style, String line) {
        err.println(style.paint(Text.sanitized(shown.apply(line)), capabilities.errColours()));
    }

    /** Prints a fault on standard error, as text or as JSON, even if quiet. */
    public void report(Fault fault, Format format) throws IOException {
        if (format == Format.JSON) {
            err.println(Json.fault(fault));
            return;
        }
        err.println(Style.BAD.paint("Error: ", capabilities.errColours()) + Text.harmlessLines(fault.headline()));
        sayIfAny(fault.detail());
        sayIfAny(fault.remedy());
    }

    /** Writes what is buffered. A failure is one of writing the data. */
    public void flush() throws IOException {
        data.flush();
        out.flush();
    }

    private void sayIfAny(String text) {
        if (!text.isEmpty()) {
            err.println(Text.harmlessLines(text));
        }
    }

    /** Standard output that throws {@link BrokenPipe} when its reader has closed it. */
    private static final class StandardOutput extends FilterOutputStream {
        StandardOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            try {
                out.write(b, off, len);
            } catch (IOException e) {
                throw translated(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw translated(e);
            }
        }

        /** Only flushes: the process uses the stream until it ends. */
        @Override
        public void close() throws IOException {
            flush();
        }

        /** Recognises a broken pipe by the system's message (EPIPE, ERROR_NO_DATA), because the JDK has no type for it. */
        private static IOException translated(IOException e) {
            String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            return message.contains("pipe") ? new BrokenPipe(e) : e;
        }
    }

    /** The reader of standard output closed it. Not reported as a failure. */
    public static final class BrokenPipe extends IOException {
        private static final long serialVersionUID = 1L;

        private BrokenPipe(IOException cause) {
            super("standard output was closed", cause);
        }
    }
}
