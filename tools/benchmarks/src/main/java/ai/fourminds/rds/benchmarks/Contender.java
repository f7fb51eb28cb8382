package ai.fourminds.rds.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A command that is run whole, again and again, and what it took. For one thread. */
final class Contender {

    private static final int SAMPLE_MILLIS = 20;

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final List<Double> seconds = new ArrayList<>();
    private long peakKib;

    Contender(String name, List<String> command, Map<String, String> environment) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
    }

    /** Runs once; {@code counted} says whether it counts. */
    void run(boolean counted) throws IOException, InterruptedException {
        Path log = Files.createTempFile("contender-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        long begun = System.nanoTime();
        Process process = builder.start();
        long peak = 0;
        while (!process.waitFor(SAMPLE_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakOf(process.pid()));
        }
        double took = (System.nanoTime() - begun) / 1e9;
        if (process.exitValue() != 0) {
            throw new IOException(name + " ended with " + process.exitValue() + ": " + Files.readString(log));
        }
        Files.delete(log);
        if (counted) {
            seconds.add(took);
            peakKib = Math.max(peakKib, peak);
        }
    }

    double median() {
        double[] sorted =
                seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    String report() {
        return String.format(
                Locale.ROOT,
                "%-16s median %.2f s  %s  peak %d MiB",
                name,
                median(),
                Arrays.toString(seconds.stream()
                        .map(value -> String.format(Locale.ROOT, "%.2f", value))
                        .toArray()),
                peakKib / 1024);
    }

    /** The kernel's own high-water mark; Linux alone keeps one. */
    private static long peakOf(long pid) {
        Path status = Path.of("/proc/" + pid + "/status");
        try {
            return Files.exists(status)
                    ? Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    : 0;
        } catch (IOException ended) {
            return 0;
        }
    }
}
