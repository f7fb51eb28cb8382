package ai.fourminds.rds.benchmarks;

import ai.fourminds.rds.benchmarks.export.CappedTable;
import ai.fourminds.rds.benchmarks.export.LimitedTable;
import ai.fourminds.rds.benchmarks.export.ManyTables;
import ai.fourminds.rds.benchmarks.export.Memory;
import ai.fourminds.rds.benchmarks.export.OneTable;
import ai.fourminds.rds.benchmarks.export.TwoTables;
import ai.fourminds.rds.benchmarks.measure.Arguments;
import ai.fourminds.rds.benchmarks.measure.Benchmark;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmark that the second argument names; the first is the repository's folder. */
public final class Main {

    private static final Map<String, Benchmark> ALL = all();

    private Main() {}

    /** Lists the benchmarks if the name is missing or unknown. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        Benchmark benchmark = words.size() < 2 ? null : ALL.get(words.get(1));
        if (benchmark == null) {
            System.out.println("tools/benchmarks/run NAME [ARGUMENT...]; ENGINE is postgresql, mariadb, mysql or all");
            ALL.forEach((name, what) -> System.out.printf("  %-10s %s%n", name, what.description()));
            System.exit(words.size() < 2 ? 0 : 2);
            return;
        }
        benchmark.run(Path.of(words.get(0)), new Arguments(words.subList(2, words.size())));
        // Ends the databases' threads and processes, too.
        System.exit(0);
    }

    private static Map<String, Benchmark> all() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("connect", new Connects());
        all.put("export", new OneTable());
        all.put("limited", new LimitedTable());
        all.put("pair", new TwoTables());
        all.put("capped", new CappedTable());
        all.put("many", new ManyTables());
        all.put("catalogue", new CatalogueListing());
        all.put("start", new StartUp());
        all.put("databases", new DatabaseListing());
        all.put("memory", new Memory());
        return all;
    }
}
