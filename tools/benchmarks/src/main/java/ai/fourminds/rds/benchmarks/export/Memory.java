package ai.fourminds.rds.benchmarks.export;

import ai.fourminds.rds.benchmarks.measure.Arguments;
import ai.fourminds.rds.benchmarks.measure.Benchmark;
import ai.fourminds.rds.benchmarks.measure.Contender;
import ai.fourminds.rds.benchmarks.measure.Engine;
import ai.fourminds.rds.benchmarks.measure.Match;
import ai.fourminds.rds.benchmarks.measure.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures the peak resident memory of an export, for tables of different sizes. Stateless. */
public final class Memory implements Benchmark {

    private static final Map<String, String> SMALL =
            Map.of("FOURMINDS_RDS_JAVA_OPTS", "-XX:+UseSerialGC -Xshare:auto -Xmx64m");

    @Override
    public String description() {
        return "[ENGINE [ROWS [MORE_ROWS]]]  peak memory for 1,000,000 and 10,000,000 rows, as launched and with -Xmx64m";
    }

    @Override
    public void run(Path root, Arguments arguments) throws Exception {
        for (Engine engine : arguments.engines()) {
            try (Stage stage = Stage.of(root, List.of(engine))) {
                measure(stage, engine, arguments.number(1, 1_000_000));
                measure(stage, engine, arguments.number(2, 10_000_000));
            }
        }
    }

    private static void measure(Stage stage, Engine engine, int rows) throws Exception {
        String table = "wide" + rows;
        WideTable.load(stage, engine, table, rows);
        Match match = new Match(engine.label() + ": memory for " + rows + " rows");
        for (String driver : engine.drivers()) {
            match.with(
                    stage.export("as launched, driver " + driver, engine, driver, List.of(table), "--max-rows", "0"));
        }
        Contender small = stage.export("-Xmx64m", engine, engine.drivers().get(0), List.of(table), "--max-rows", "0");
        match.with(small.with(SMALL)).play(0, 1);
    }
}
