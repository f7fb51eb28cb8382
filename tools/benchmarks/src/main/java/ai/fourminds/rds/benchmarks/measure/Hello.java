package ai.fourminds.rds.benchmarks.measure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The smallest program, to measure a JVM's start. */
public final class Hello {

    private Hello() {}

    /** Prints a line. */
    public static void main(String[] arguments) {
        System.out.println("hello");
    }

    /** Returns a JVM's start with the options of a short run. */
    public static Contender contender() {
        return new Contender(
                "a JVM's hello",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        classes(),
                        Hello.class.getName()),
                Map::of);
    }

    /** Returns the first entry of the class path, which holds only this module's classes. */
    private static String classes() {
        String path = System.getProperty("java.class.path");
        return path.substring(0, path.indexOf(System.getProperty("path.separator")));
    }
}
