package ai.fourminds.rds.benchmarks.export;

import ai.fourminds.rds.benchmarks.measure.Arguments;
import ai.fourminds.rds.benchmarks.measure.Benchmark;
import ai.fourminds.rds.benchmarks.measure.Contender;
import ai.fourminds.rds.benchmarks.measure.Engine;
import ai.fourminds.rds.benchmarks.measure.Match;
import ai.fourminds.rds.benchmarks.measure.Stage;
import java.nio.file.Path;
import java.util.List;

/** Compares exporting two wide tables concurrently with exporting them one after the other. Stateless. */
public final class TwoTables implements Benchmark {

    private static final List<String> TABLES = List.of("wide1", "wide2");

    @Override
    public String description() {
        return "[ENGINE [ROWS [ROUNDS]]]  two wide tables with --jobs 2, against one after the other";
    }

    @Override
    public void run(Path root, Arguments arguments) throws Exception {
        int rows = arguments.number(1, 1_000_000);
        for (Engine engine : arguments.engines()) {
            try (Stage stage = Stage.of(root, List.of(engine))) {
                for (String table : TABLES) {
                    WideTable.load(stage, engine, table, rows);
                }
                play(stage, engine, rows, arguments.number(2, 5));
            }
        }
    }

    private static void play(Stage stage, Engine engine, int rows, int rounds) throws Exception {
        String driver = engine.drivers().get(0);
        Path file = stage.folder().resolve("peer");
        List<Contender> peers = TABLES.stream()
                .map(table -> Peers.export(stage, engine, WideTable.select(engine, table), file))
                .toList();
        Match match = new Match(engine.label() + ": two tables of " + rows + " rows");
        match.with(stage.export("--jobs 2", engine, driver, TABLES, "--max-rows", "0", "--jobs", "2"));
        if (engine.isFamily()) {
            match.inTurn("the engine's client, twice", peers)
                    .with(stage.export("--jobs 1", engine, driver, TABLES, "--max-rows", "0", "--jobs", "1"));
        } else {
            match.with(stage.export("--jobs 1", engine, driver, TABLES, "--max-rows", "0", "--jobs", "1"))
                    .inTurn("psql \\copy, twice", peers);
        }
        match.play(1, rounds);
    }
}
