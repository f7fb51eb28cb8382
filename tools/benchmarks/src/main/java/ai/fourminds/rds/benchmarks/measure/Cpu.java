package ai.fourminds.rds.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor time that Linux has counted so far. Immutable.
 *
 * @param client of ended children, in seconds: the commands that were measured
 * @param server of the databases, which are children that run on
 * @param gateway of this process, which is what stands in for RDS's front
 */
record Cpu(double client, double server, double gateway) {

    private static final double TICKS = 100;
    private static final int USER = 11;
    private static final int CHILDREN = 13;

    static Cpu now() {
        double server = ProcessHandle.current()
                .descendants()
                .mapToDouble(process -> seconds(process.pid(), USER) + seconds(process.pid(), CHILDREN))
                .sum();
        long self = ProcessHandle.current().pid();
        return new Cpu(seconds(self, CHILDREN), server, seconds(self, USER));
    }

    Cpu minus(Cpu before) {
        return new Cpu(client - before.client, server - before.server, gateway - before.gateway);
    }

    /** The kernel's own high-water mark of a process's memory; 0 where it has ended. */
    static long peakKib(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** Two adjacent fields of {@code stat}, counted from behind the program's name, which may hold anything. */
    private static double seconds(long pid, int field) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length <= field + 1
                ? 0
                : (Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1])) / TICKS;
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/" + file));
        } catch (IOException ended) {
            // A process that ends while it is read; other systems have no such file at all.
            return "";
        }
    }
}
