package ai.fourminds.rds.cli;

import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.output.Console;

/** The main class of {@code fourminds-rds}. Stateless. */
public final class Main {
    private Main() {}

    /** Runs one command and exits the JVM with its exit code. */
    public static void main(String[] args) {
        // Without this, picocli looks for Groovy and opens every jar on the class path.
        System.setProperty("picocli.disable.closures", "true");
        // No option has these types, and picocli's converters for them are slow to create.
        System.setProperty("picocli.converters.excludes", "java\\.time\\..*,java\\.sql\\..*");
        var shell = new CommandShell(Console.ofProcess(), System.getenv());
        int code = Decoding.ofProcess()
                .fault(args)
                .map(fault -> shell.refused(fault, args))
                .orElseGet(() -> shell.run(args));
        System.exit(code);
    }
}
