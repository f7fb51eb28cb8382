package ai.fourminds.rds.cli.command.demo;

import ai.fourminds.rds.cli.command.interactive.ServedPage;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Interruption;
import ai.fourminds.rds.cli.command.session.ProgramWord;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.local.LocalCloud;
import ai.fourminds.rds.cli.local.LocalClouds;
import ai.fourminds.rds.cli.local.LocalPlan;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.page.WebPage;
import ai.fourminds.rds.export.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code demo}: runs the whole sequence of commands against a local RDS. For one thread. */
@CommandLine.Command
public final class DemoCommand implements Command.WithoutSettings {
    @Option(names = "--out", paramLabel = "DIR", description = "Where the CSV files go. Default: ./fourminds-demo.")
    private Path out = Path.of("fourminds-demo");

    @Option(names = "--keep", description = "Leave the local RDS running at the end, until Ctrl-C.")
    private boolean keep;

    @Option(names = "--web", description = "Show it as a page in the browser instead, until Ctrl-C; see web.")
    private boolean web;

    @Option(names = "--no-open", description = "With --web: do not open the browser; print the address alone.")
    private boolean noOpen;

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        Console console = session.console();
        ExportFolder folder = web ? ExportFolder.prepare(out, ExistingFiles.REPLACE) : folder(out);
        console.say(Style.BOLD, "Fourminds RDS demo");
        console.say(
                "Everything below runs on this machine against a local stand-in. It is not AWS; the fleet is made up,");
        console.say("but signatures, IAM tokens, TLS and PostgreSQL are real and checked as strictly as RDS does.");
        try (Interruption end = new Interruption();
                LocalCloud cloud = end.started(
                        () -> LocalClouds.start(LocalPlan.ALL, line -> console.say(Style.DIM, "  " + line)))) {
            if (web) {
                WebPage.Served page = WebPage.installed().serve(cloud.settings(), out, 0, "Local RDS");
                ServedPage.run(page, session, !noOpen, false, end);
                return ExitCode.INTERRUPTED;
            }
            ExitCode code = new DemoWalk(new Session(console, session.format(), cloud.settings()), folder, end).run();
            printNextSteps(cloud.settings(), cloud.missingRequirements(), folder.path(), keep, session);
            if (keep) {
                end.await();
                return ExitCode.INTERRUPTED;
            }
            return code;
        }
    }

    /** Returns the folder to fill; replaces no other files than those of an earlier demo. */
    static ExportFolder folder(Path path) throws CommandFailure, IOException {
        try {
            Optional<Manifest> earlier = ExportFolder.manifest(path).filter(Manifest::demo);
            boolean ours = earlier.isPresent() && wroteAll(earlier.get(), path);
            return ExportFolder.prepare(path, ours ? ExistingFiles.REPLACE : ExistingFiles.REFUSE);
        } catch (CommandFailure e) {
            // Its remedy names options of export.
            throw CommandFailure.usage(e.fault().code(), e.fault().headline(), "Name another folder with --out.", e);
        }
    }

    /** A CSV file of somebody's own may have the name of one that the earlier demo did not write. */
    private static boolean wroteAll(Manifest earlier, Path path) throws IOException {
        Set<String> written = earlier.tables().stream()
                .flatMap(table -> Stream.of(String.valueOf(table.file()), String.valueOf(table.earlierFile())))
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".csv"))
                    .allMatch(written::contains);
        }
    }

    static void printNextSteps(
            Map<String, String> settings, List<String> missing, Path folder, boolean keep, Session session)
            throws IOException {
        Console console = session.console();
        String program = ProgramWord.typed();
        console.print("");
        console.print(Style.BOLD, "== What to type next");
        console.print("The CSV files and their manifest (" + ExportFolder.MANIFEST + ") are in " + folder + ".");
        if (keep) {
            console.print("The local RDS keeps running until Ctrl-C. In another shell:");
            LocalCommand.print(settings, new Session(console, Format.TABLE, session.settings()));
        } else {
            console.print("To look around yourself, keep a local RDS running in one shell");
            console.print(Style.CODE, program + " local");
            console.print("put the lines it prints into another, and there:");
        }
        String where = DemoWalk.INSTANCE + " " + DemoWalk.DATABASE;
        console.print(Style.CODE, program + " tables " + where);
        console.print(Style.CODE, program + " export " + where + " --all --out my-export --max-rows 0");
        console.print(Style.CODE, program + " url " + where);
        console.print("Against your own AWS account, with the credentials that the AWS CLI uses:");
        console.print(Style.CODE, program + " test --region us-east-1");
        for (String requirement : missing) {
            console.print("Not run here: " + requirement + ".");
        }
    }
}
