package ai.fourminds.rds.benchmarks.export;

import ai.fourminds.rds.benchmarks.measure.Arguments;
import ai.fourminds.rds.benchmarks.measure.Benchmark;
import ai.fourminds.rds.benchmarks.measure.Engine;
import ai.fourminds.rds.benchmarks.measure.Match;
import ai.fourminds.rds.benchmarks.measure.Stage;
import ai.fourminds.rds.local.LocalInstance;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Exports a wide PostgreSQL table through a link that limits each connection, where several connections help.
 * Stateless.
 */
public final class LimitedTable implements Benchmark {

    private static final String TABLE = "wide";

    @Override
    public String description() {
        return "[ROWS [ROUNDS [MB]]]  one wide table of PostgreSQL's, 40 MB/s for each connection, against psql \\copy";
    }

    @Override
    public void run(Path root, Arguments arguments) throws Exception {
        Engine engine = Engine.POSTGRESQL;
        int rows = arguments.number(1, 1_000_000);
        int megabytes = arguments.number(3, 40);
        try (Stage stage = Stage.of(root, List.of(engine))) {
            WideTable.load(stage, engine, TABLE, rows);
            LocalInstance instance = stage.instance(engine);
            LimitedLink link = new LimitedLink(instance.host(), instance.port(), megabytes * 1e6);
            String port = String.valueOf(link.port());
            Map<String, String> tunnel =
                    Map.of("FOURMINDS_RDS_CONNECT_HOST", "127.0.0.1", "FOURMINDS_RDS_CONNECT_PORT", port);
            Match match = new Match(rows + " rows through " + megabytes + " MB/s for each connection");
            for (String jobs : List.of("1", "2", "4")) {
                match.with(stage.export(
                                "--jobs " + jobs,
                                engine,
                                engine.drivers().get(0),
                                List.of(TABLE),
                                "--max-rows",
                                "0",
                                "--jobs",
                                jobs)
                        .with(tunnel));
            }
            Path file = stage.folder().resolve("peer");
            match.with(Peers.export(stage, engine, WideTable.select(engine, TABLE), file, link.port()))
                    .play(1, arguments.number(2, 3));
        }
    }
}
