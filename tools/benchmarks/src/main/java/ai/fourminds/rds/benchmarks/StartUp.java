package ai.fourminds.rds.benchmarks;

import ai.fourminds.rds.benchmarks.measure.Arguments;
import ai.fourminds.rds.benchmarks.measure.Benchmark;
import ai.fourminds.rds.benchmarks.measure.Contender;
import ai.fourminds.rds.benchmarks.measure.Hello;
import ai.fourminds.rds.benchmarks.measure.Match;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Measures commands that need no connection. Stateless. */
final class StartUp implements Benchmark {

    @Override
    public String description() {
        return "[ROUNDS]  --help and --version, against a JVM's hello";
    }

    @Override
    public void run(Path root, Arguments arguments) throws Exception {
        String program = root.resolve("tools/fourminds-rds").toString();
        new Match("start-up")
                .with(new Contender("--version", List.of(program, "--version"), Map::of))
                .with(new Contender("--help", List.of(program, "--help"), Map::of))
                .with(Hello.contender())
                .play(2, arguments.number(1, 15));
    }
}
