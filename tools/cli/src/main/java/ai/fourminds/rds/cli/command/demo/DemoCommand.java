package ai.fourminds.rds.cli.command.demo;

import ai.fourminds.rds.cli.command.interactive.ServedPage;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.command.session.UntilInterrupted;
import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.local.LocalCloud;
import ai.fourminds.rds.cli.local.LocalClouds;
import ai.fourminds.rds.cli.local.LocalEngine;
import ai.fourminds.rds.cli.local.LocalPorts;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.page.WebPage;
import ai.fourminds.rds.cli.page.WebPages;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code demo}: runs the whole sequence of commands against a local RDS. For one thread. */
@CommandLine.Command
public final class DemoCommand implements Command {
    @Option(names = "--out", paramLabel = "DIR", description = "Where the CSV files go. Default: ./fourminds-demo.")
    private Path out = Path.of("fourminds-demo");

    @Option(names = "--keep", description = "Leave the local RDS running at the end, until Ctrl-C.")
    private boolean keep;

    @Option(names = "--web", description = "Show it as a page in the browser instead, until Ctrl-C; see web.")
    private boolean web;

    @Option(names = "--no-open", description = "With --web: do not open the browser; print the address alone.")
    private boolean noOpen;

    @Override
    public boolean takesSettings() {
        return false;
    }

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        Console console = session.console();
        ExportFolder folder = web ? ExportFolder.prepare(out, ExistingFiles.REPLACE) : DemoFolder.prepare(out);
        console.say(Style.BOLD, "Fourminds RDS demo");
        console.say(
                "Everything below runs on this machine against a local stand-in. It is not AWS; the fleet is made up,");
        console.say("but signatures, IAM tokens, TLS and PostgreSQL are real and checked as strictly as RDS does.");
        try (UntilInterrupted end = new UntilInterrupted();
                LocalCloud cloud = end.started(() -> LocalClouds.start(
                        LocalPorts.ANY,
                        EnumSet.allOf(LocalEngine.class),
                        EnumSet.noneOf(LocalEngine.class),
                        line -> console.say(Style.DIM, "  " + line)))) {
            if (web) {
                serve(cloud, session, end);
                return ExitCode.INTERRUPTED;
            }
            ExitCode code = new DemoWalk(new Session(console, session.format(), cloud.settings()), folder, end).run();
            DemoNextSteps.print(cloud, folder.path(), keep, session);
            if (keep) {
                end.await();
                return ExitCode.INTERRUPTED;
            }
            return code;
        }
    }

    private void serve(LocalCloud cloud, Session session, UntilInterrupted end) throws IOException, CommandFailure {
        WebPage.Served page = WebPages.installed().serve(cloud.settings(), out, 0, "Local RDS");
        try (ServedPage served = ServedPage.start(page, session)) {
            if (!noOpen) {
                served.open();
            }
            end.await();
        }
    }
}
