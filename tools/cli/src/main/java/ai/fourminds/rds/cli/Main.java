package ai.fourminds.rds.cli;

import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.output.Console;

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
        System.exit(code);
    }
}
