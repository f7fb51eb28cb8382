package ai.fourminds.rds.benchmarks.measure;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A command that is run repeatedly as a whole process. Each run gets a new environment, because tokens expire. For one
 * thread.
 */
public final class Contender {

    private static final int SAMPLE_MILLIS = 10;

    private final String name;
    private final List<String> command;
    private final Supplier<Map<String, String>> environment;
    private @Nullable Path output;

    public Contender(String name, List<String> command, Supplier<Map<String, String>> environment) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = environment;
    }

    /** Redirects standard output to a file; by default it is discarded. */
    public Contender into(Path file) {
        output = file;
        return this;
    }

    boolean isOurs() {
        return Path.of(command.get(0)).endsWith(Stage.PROGRAM);
    }

    /** Returns the same command of another checkout. */
    Contender of(Path checkout) {
        List<String> other = new ArrayList<>(command);
        other.set(0, checkout.resolve(Stage.PROGRAM).toString());
        return new Contender(name + " in " + checkout.getFileName(), other, environment);
    }

    /** Returns the same command with more environment variables. */
    public Contender with(Map<String, String> more) {
        return new Contender(name, command, () -> {
            Map<String, String> all = new HashMap<>(environment.get());
            all.putAll(more);
            return all;
        });
    }

    String name() {
        return name;
    }

    /** Runs the command once. */
    Usage run() throws IOException, InterruptedException {
        Path log = Files.createTempFile("contender-", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(log.toFile())
                .redirectOutput(output == null ? Redirect.DISCARD : Redirect.to(output.toFile()));
        builder.environment().putAll(environment.get());
        Cpu before = Cpu.now();
        long begun = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        long peak = 0;
        while (!process.waitFor(SAMPLE_MILLIS, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, Cpu.peakKib(process.pid()));
        }
        double took = (System.nanoTime() - begun) / 1e9;
        Cpu used = Cpu.now().minus(before);
        if (process.exitValue() != 0) {
            throw new IOException(name + " ended with " + process.exitValue() + ": " + Files.readString(log));
        }
        Files.delete(log);
        return new Usage(took, used, peak);
    }
}
