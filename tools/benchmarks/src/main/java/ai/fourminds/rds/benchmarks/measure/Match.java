package ai.fourminds.rds.benchmarks.measure;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Runs contenders alternately, so that disturbances of the machine affect all of them. For one thread. */
public final class Match {

    private static final String BASELINES = System.getenv().getOrDefault("BASELINES", "");

    private final String title;
    private final List<Entrant> entrants = new ArrayList<>();

    public Match(String title) {
        this.title = title;
    }

    /** Adds a command; one of ours also in the checkouts of {@code BASELINES}, to compare versions. */
    public Match with(Contender contender) {
        entrants.add(new Entrant(contender::run, new Series(contender.name())));
        for (String checkout : List.of(BASELINES.split(File.pathSeparator, -1))) {
            if (contender.isOurs() && !checkout.isEmpty()) {
                Contender other = contender.of(Path.of(checkout));
                entrants.add(new Entrant(other::run, new Series(other.name())));
            }
        }
        return this;
    }

    /** Adds commands that run one after the other and count as one. */
    public Match inTurn(String name, List<Contender> contenders) {
        entrants.add(new Entrant(() -> inSequence(contenders), new Series(name)));
        return this;
    }

    /** Adds work in this process. */
    public Match with(String name, Callable<Double> seconds) {
        entrants.add(new Entrant(() -> new Usage(seconds.call(), new Cpu(0, 0, 0), 0), new Series(name)));
        return this;
    }

    /** Runs the warm-up and the counted rounds; prints medians, spread, and each ratio to the last contender. */
    public void play(int warmUp, int rounds) throws Exception {
        for (int round = -warmUp; round < rounds; round++) {
            for (Entrant entrant : entrants) {
                Usage usage = entrant.turn().call();
                if (round >= 0) {
                    entrant.series().add(usage);
                }
            }
        }
        System.out.println("## " + title + "  [JDK " + Runtime.version().feature() + "]");
        Series peer = entrants.get(entrants.size() - 1).series();
        entrants.forEach(entrant -> System.out.println(line(entrant.series(), peer)));
        System.out.println();
    }

    private static String line(Series series, Series peer) {
        String ratio =
                series == peer ? "   1.00" : String.format(Locale.ROOT, "%7.2f", series.median() / peer.median());
        return ratio + " × " + series.report();
    }

    private static Usage inSequence(List<Contender> contenders) throws Exception {
        double seconds = 0;
        long peak = 0;
        Cpu before = Cpu.now();
        for (Contender contender : contenders) {
            Usage usage = contender.run();
            seconds += usage.seconds();
            peak = Math.max(peak, usage.peakKib());
        }
        return new Usage(seconds, Cpu.now().minus(before), peak);
    }

    private record Entrant(Callable<Usage> turn, Series series) {}
}
