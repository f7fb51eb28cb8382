package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.local.LocalCloud;
import ai.fourminds.rds.cli.local.LocalClouds;
import ai.fourminds.rds.cli.local.LocalPorts;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Style;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code local}: keeps a local RDS running until Ctrl-C. For one thread. */
@CommandLine.Command(name = "local", description = "Keep a local stand-in for RDS running until Ctrl-C. It is not AWS.")
final class LocalCommand implements Command {
    @Option(names = "--port", paramLabel = "PORT", description = "Port of the AWS operations. Default: any.")
    private int port;

    @Option(names = "--database-port", paramLabel = "PORT", description = "Port of prod-analytics. Default: any.")
    private int databasePort;

    @Override
    public boolean takesSettings() {
        return false;
    }

    @Override
    public ExitCode run(Session session) throws IOException, CommandFailure {
        Console console = session.console();
        try (UntilInterrupted end = new UntilInterrupted();
                LocalCloud cloud = LocalClouds.start(ports(), line -> console.say(Style.DIM, line))) {
            LocalPage.print(cloud, session);
            console.say("This is not AWS, and the secret key is a throw-away key that only this stand-in knows.");
            console.say("Put the lines above into another shell, then for example: fourminds-rds instances");
            console.say("Running until Ctrl-C.");
            end.await();
        }
        return ExitCode.INTERRUPTED;
    }

    private LocalPorts ports() throws CommandFailure {
        try {
            return new LocalPorts(port, databasePort);
        } catch (IllegalArgumentException e) {
            Fault fault = Fault.usage("port-out-of-range", String.valueOf(e.getMessage()) + ".", "Give another port.");
            throw new CommandFailure(fault, e);
        }
    }
}
