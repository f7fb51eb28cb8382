package ai.fourminds.rds.benchmarks.measure;

import java.nio.file.Path;

/** A benchmark that can be run by name. */
public interface Benchmark {

    /** Returns what is measured, and the arguments, in one line. */
    String description();

    /** Measures and prints. {@code root} is the folder of the repository. */
    void run(Path root, Arguments arguments) throws Exception;
}
