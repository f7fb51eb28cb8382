package ai.fourminds.rds.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Processor seconds that Linux has counted so far. Immutable.
 *
 * @param client those of ended children: the measured commands
 * @param server those of the databases, which are running children
 * @param gateway those of this process, which is the local RDS's gateway
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

    /** Returns the kernel's peak of a process's resident memory, in KiB; 0 if the process has ended. */
    static long peakKib(long pid) {
        return read(pid, "status")
                .lines()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** Sums two adjacent fields of {@code stat}, counted after the program's name, which may contain any character. */
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
            // The process ended while it was read; other systems have no such file.
            return "";
        }
    }
}
