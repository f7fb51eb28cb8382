package ai.fourminds.rds.cli.command.interactive;

import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Interruption;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.page.WebPage;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code web}: serves the wizard as a web page until Ctrl-C. For one thread. */
@CommandLine.Command
public final class WebCommand implements Command {
    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--port", paramLabel = "PORT", description = "Port on loopback. Default: any.")
    private int port;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder below which exports are written. Default: ./fourminds-exports.")
    private Path out = Path.of("fourminds-exports");

    @Option(names = "--no-open", description = "Do not open the browser; print the address alone.")
    private boolean noOpen;

    @Option(
            names = "--api-header",
            description = "Print the HTTP header that lets a program use the API (curl --header @FILE).")
    private boolean apiHeader;

    @Override
    public ExitCode run(Session session) throws IOException, CommandFailure {
        if (port < 0 || port > HIGHEST_PORT) {
            throw CommandFailure.usage(
                    "port-out-of-range", "--port takes 0 to " + HIGHEST_PORT + ".", "Give another port.");
        }
        try (Interruption end = new Interruption()) {
            WebPage.Served page = WebPage.installed().serve(session.settings(), out, port, "");
            ServedPage.run(page, session, !noOpen, apiHeader, end);
        }
        return ExitCode.INTERRUPTED;
    }
}
