package ai.fourminds.rds.benchmarks;

import ai.fourminds.rds.benchmarks.measure.Arguments;
import ai.fourminds.rds.benchmarks.measure.Benchmark;
import ai.fourminds.rds.benchmarks.measure.Engine;
import ai.fourminds.rds.benchmarks.measure.Match;
import ai.fourminds.rds.benchmarks.measure.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures an AWS call, a connect and a query, with and without the class-data archive. Stateless. */
final class DatabaseListing implements Benchmark {

    /** Overrides the launcher's own options, which come first. */
    private static final Map<String, String> NO_ARCHIVE = Map.of("JDK_JAVA_OPTIONS", "-Xshare:off");

    @Override
    public String description() {
        return "[ENGINE [ROUNDS]]  'databases', against the same without an archive of our classes, and without any";
    }

    @Override
    public void run(Path root, Arguments arguments) throws Exception {
        for (Engine engine : arguments.engines()) {
            try (Stage stage = Stage.of(root, List.of(engine))) {
                List<String> command = List.of("databases", engine.instance());
                String plain = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx256m";
                new Match(engine.label() + ": databases")
                        .with(stage.ours("as launched", command, Map.of()))
                        .with(stage.ours("no archive at all", command, NO_ARCHIVE))
                        .with(stage.ours("the JDK's archive alone", command, Map.of("FOURMINDS_RDS_JAVA_OPTS", plain)))
                        .play(2, arguments.number(1, 11));
            }
        }
    }
}
