package ai.fourminds.rds.benchmarks.export;

import ai.fourminds.rds.benchmarks.measure.Arguments;
import ai.fourminds.rds.benchmarks.measure.Benchmark;
import ai.fourminds.rds.benchmarks.measure.Engine;
import ai.fourminds.rds.benchmarks.measure.Hello;
import ai.fourminds.rds.benchmarks.measure.Match;
import ai.fourminds.rds.benchmarks.measure.Stage;
import java.nio.file.Path;
import java.util.List;

/** Compares a default export, 50,000 rows of a larger table, with a JVM's start and the engine's client. Stateless. */
public final class CappedTable implements Benchmark {

    private static final String TABLE = "wide";
    private static final int CAP = 50_000;

    @Override
    public String description() {
        return "[ENGINE [ROUNDS]]  50,000 rows with all defaults, against a JVM's start and the engine's own client";
    }

    @Override
    public void run(Path root, Arguments arguments) throws Exception {
        for (Engine engine : arguments.engines()) {
            try (Stage stage = Stage.of(root, List.of(engine))) {
                WideTable.load(stage, engine, TABLE, 3 * CAP);
                String select = WideTable.select(engine, TABLE) + " LIMIT " + CAP;
                Match match =
                        new Match(engine.label() + ": " + CAP + " rows by default; budget: 0.6 s more than both peers");
                for (String driver : engine.drivers()) {
                    match.with(stage.export("default, driver " + driver, engine, driver, List.of(TABLE)));
                }
                match.with(Hello.contender())
                        .with(Peers.export(stage, engine, select, stage.folder().resolve("peer")))
                        .play(1, arguments.number(1, 7));
            }
        }
    }
}
