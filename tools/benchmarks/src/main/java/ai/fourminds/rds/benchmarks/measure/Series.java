package ai.fourminds.rds.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The counted runs of one contender. For one thread. */
final class Series {

    private final String name;
    private final List<Usage> runs = new ArrayList<>();

    Series(String name) {
        this.name = name;
    }

    void add(Usage run) {
        runs.add(run);
    }

    double median() {
        return median(Usage::seconds);
    }

    String name() {
        return name;
    }

    String report() {
        double[] seconds = sorted(Usage::seconds);
        return String.format(
                        Locale.ROOT,
                        "%-34s %7.3f s (%.3f–%.3f, n=%d)",
                        name,
                        median(),
                        seconds[0],
                        seconds[seconds.length - 1],
                        seconds.length)
                + resources();
    }

    /** Returns CPU and memory; empty for work in this process, for which they are unknown. */
    private String resources() {
        long peakKib = runs.stream().mapToLong(Usage::peakKib).max().orElse(0);
        return peakKib == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "  CPU s: client %.2f server %.2f gateway %.2f  peak %d MiB",
                        median(run -> run.cpu().client()),
                        median(run -> run.cpu().server()),
                        median(run -> run.cpu().gateway()),
                        peakKib / 1024);
    }

    private double median(ToDoubleFunction<Usage> figure) {
        double[] sorted = sorted(figure);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private double[] sorted(ToDoubleFunction<Usage> figure) {
        return runs.stream().mapToDouble(figure).sorted().toArray();
    }
}
