package ai.fourminds.rds.benchmarks.export;

import ai.fourminds.rds.benchmarks.measure.Arguments;
import ai.fourminds.rds.benchmarks.measure.Benchmark;
import ai.fourminds.rds.benchmarks.measure.Engine;
import ai.fourminds.rds.benchmarks.measure.Match;
import ai.fourminds.rds.benchmarks.measure.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Compares the export of many small tables with one session of the engine's client. Stateless. */
public final class ManyTables implements Benchmark {

    private static final int ROWS = 100;

    @Override
    public String description() {
        return "[ENGINE [TABLES [ROUNDS]]]  1,000 tables of 100 rows, against one session of the engine's own client";
    }

    @Override
    public void run(Path root, Arguments arguments) throws Exception {
        int tables = arguments.number(1, 1000);
        for (Engine engine : arguments.engines()) {
            try (Stage stage = Stage.of(root, List.of(engine))) {
                List<String> selects = load(stage, engine, tables);
                Path folder = Files.createDirectory(stage.folder().resolve("peer"));
                String driver = engine.drivers().get(0);
                new Match(engine.label() + ": " + tables + " tables of " + ROWS + " rows")
                        .with(stage.export("--all", engine, driver, List.of("--all")))
                        .with(stage.export("--all --jobs 1", engine, driver, List.of("--all"), "--jobs", "1"))
                        .with(Peers.exports(stage, engine, selects, folder))
                        .play(1, arguments.number(2, 5));
            }
        }
    }

    private static List<String> load(Stage stage, Engine engine, int tables) throws SQLException {
        WideTable.load(stage, engine, "t0", ROWS);
        List<String> statements = new ArrayList<>();
        List<String> selects = new ArrayList<>(List.of(WideTable.select(engine, "t0")));
        for (int i = 1; i < tables; i++) {
            statements.add("CREATE TABLE t" + i + " AS SELECT * FROM t0");
            selects.add(WideTable.select(engine, "t" + i));
        }
        if (!engine.isFamily()) {
            statements.add("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + Stage.USER);
            statements.add("ANALYZE");
        }
        stage.execute(engine, statements);
        return selects;
    }
}
