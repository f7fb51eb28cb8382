package ai.fourminds.rds.benchmarks.export;

import ai.fourminds.rds.benchmarks.measure.Arguments;
import ai.fourminds.rds.benchmarks.measure.Benchmark;
import ai.fourminds.rds.benchmarks.measure.Engine;
import ai.fourminds.rds.benchmarks.measure.Match;
import ai.fourminds.rds.benchmarks.measure.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compares the export of one wide table with the engine's own client. Stateless. */
public final class OneTable implements Benchmark {

    private static final String TABLE = "wide";

    @Override
    public String description() {
        return "[ENGINE [ROWS [ROUNDS]]]  one wide table, against psql \\copy or mariadb --batch --quick";
    }

    @Override
    public void run(Path root, Arguments arguments) throws Exception {
        int rows = arguments.number(1, 1_000_000);
        for (Engine engine : arguments.engines()) {
            try (Stage stage = Stage.of(root, List.of(engine))) {
                WideTable.load(stage, engine, TABLE, rows);
                play(stage, engine, rows, arguments.number(2, 5));
            }
        }
    }

    private static void play(Stage stage, Engine engine, int rows, int rounds) throws Exception {
        Match match = new Match(engine.label() + ": one table, " + rows + " rows");
        for (String driver : engine.drivers()) {
            match.with(stage.export("--jobs 1, driver " + driver, engine, driver, List.of(TABLE), all("1")));
        }
        if (!engine.isFamily()) {
            match.with(stage.export("--jobs 2", engine, engine.drivers().get(0), List.of(TABLE), all("2")));
        }
        Path file = stage.folder().resolve("peer");
        match.with(Peers.export(stage, engine, WideTable.select(engine, TABLE), file));
        match.play(1, rounds);
        compare(engine, file, stage.folder().resolve("ours"));
    }

    private static String[] all(String jobs) {
        return new String[] {"--max-rows", "0", "--jobs", jobs};
    }

    /** The client of MySQL and MariaDB writes no CSV, so only PostgreSQL's files are compared. */
    private static void compare(Engine engine, Path theirs, Path ours) throws IOException {
        if (!engine.isFamily()) {
            boolean same = Files.mismatch(theirs, ours.resolve("public." + TABLE + ".csv")) < 0;
            System.out.println("the same bytes as the peer: " + same + "\n");
        }
    }
}
