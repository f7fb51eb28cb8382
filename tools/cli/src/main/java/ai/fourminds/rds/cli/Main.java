package ai.fourminds.rds.cli;

import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.output.Console;
import java.util.Arrays;
import java.util.Objects;

/** The program {@code fourminds-rds}. Stateless. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        // Else picocli looks for Groovy, which opens every jar on the class path before the first line is written.
        System.setProperty("picocli.disable.closures", "true");
        // Types that no option has; their formats take longer to set up than a command line to parse.
        System.setProperty("picocli.converters.excludes", "java\\.time\\..*,java\\.sql\\..*");
        var shell = new CommandShell(Console.ofProcess(), System.getenv());
        int code = Decoding.ofProcess()
                .fault(args)
                .map(fault -> shell.refused(fault, args))
                .orElseGet(() -> shell.run(args));
        // Since JDK 21 an exit looks for a logger to tell, and for that through every jar on the class path.
        if (code != 0 || othersRun()) {
            System.exit(code);
        }
    }

    /** Whether a thread would keep the JVM from ending by itself. */
    private static boolean othersRun() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[2 * all.activeCount() + 8];
        all.enumerate(threads);
        return Arrays.stream(threads)
                .filter(Objects::nonNull)
                .anyMatch(thread -> !thread.isDaemon() && thread != Thread.currentThread());
    }
}
