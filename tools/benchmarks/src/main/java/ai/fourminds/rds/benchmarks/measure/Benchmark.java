package ai.fourminds.rds.benchmarks.measure;

import java.nio.file.Path;

/** Something that can be measured by name. */
public interface Benchmark {

    /** What is measured, and its arguments, in one line. */
    String description();

    /** Measures and prints; {@code root} is the folder of the repository. */
    void run(Path root, Arguments arguments) throws Exception;
}
