package ai.fourminds.rds.cli.command;

import static ai.fourminds.rds.cli.command.Announcement.command;
import static ai.fourminds.rds.cli.command.Announcement.group;
import static ai.fourminds.rds.cli.command.Announcement.hidden;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.screen.Screens;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands there are: announced all, made one by one when they run. Immutable. */
final class Commands {

    /** In the order of the help page. */
    static final List<Announcement> ALL = List.of(
            command("instances", "List the region's DB instances."),
            command("test", "Test AWS credentials and permissions, and the login with INSTANCE."),
            command("databases", "List an instance's databases, system ones left out."),
            command("tables", "List a database's tables with estimated rows and size."),
            command("preview", "Show the first rows of a table as an export would write them."),
            command("export", "Export tables, or a query, to CSV files with a manifest."),
            command(
                    WizardCommand.NAME,
                    "Pick instance, database and tables on the screen, and export; also what runs without a command."),
            command(
                    "spark-export",
                    "Export whole databases with Apache Spark (SPARK_HOME, or spark-submit on the PATH)."),
            command(
                    "doctor",
                    "Examine every prerequisite of a connect in order, and say how to fix the first that fails."),
            command("url", "Print the JDBC URL of a database, and what to type into DBeaver."),
            command(
                    "policy",
                    "Print the least-privilege IAM policy as JSON, and the database's own grants to standard error."),
            command("demo", "Show everything against a local stand-in for RDS; needs no AWS account."),
            command("local", "Keep a local stand-in for RDS running until Ctrl-C. It is not AWS."),
            command(
                    "completion",
                    "Print the script that makes bash, zsh or fish complete commands, options and names."),
            hidden(CompleteCommand.NAME, "Candidates for the last word, one a line."),
            hidden("man", "Write the manual's pages."),
            group(
                    "connection",
                    "Save connection settings under a name, encrypted; --connection uses them.",
                    command(
                            "save",
                            "Save the settings given as options under NAME, encrypted, in place of what has that name.",
                            "Secrets come from files, from the environment, or are asked for; never as arguments."),
                    command("list", "List the saved connections."),
                    command("show", "Show a saved connection's settings, secrets masked."),
                    command("remove", "Remove a saved connection from this machine; AWS is not touched.")),
            group(
                    "certs",
                    "The RDS root certificates that connects trust.",
                    command("show", "List the RDS root certificates that connects trust."),
                    command(
                            "update",
                            "Fetch AWS's current RDS root certificates; connects then trust them in place of the driver's own.")));

    private final Screens screens;
    private final WizardCommand.Shell shell;
    private final Supplier<CommandLine> program;
    private final Map<String, String> environment;

    /**
     * @param shell runs what the wizard ends with
     * @param program all of it, for the manual
     */
    Commands(
            Screens screens,
            WizardCommand.Shell shell,
            Supplier<CommandLine> program,
            Map<String, String> environment) {
        this.screens = screens;
        this.shell = shell;
        this.program = program;
        this.environment = Map.copyOf(environment);
    }

    /** @param path as announced; with its group's name before it, if it is in one */
    Command made(String path) {
        return switch (path) {
            case "instances" -> new InstancesCommand();
            case "test" -> new TestCommand();
            case "databases" -> new DatabasesCommand();
            case "tables" -> new TablesCommand();
            case "preview" -> new PreviewCommand();
            case "export" -> new ExportCommand();
            case WizardCommand.NAME -> new WizardCommand(screens, shell);
            case "spark-export" -> new SparkExportCommand(environment);
            case "doctor" -> new DoctorCommand();
            case "url" -> new UrlCommand();
            case "policy" -> new PolicyCommand();
            case "demo" -> new DemoCommand();
            case "local" -> new LocalCommand();
            case "completion" -> new CompletionCommand();
            case CompleteCommand.NAME -> new CompleteCommand();
            case "man" -> new ManCommand(program);
            case "connection save" -> new SaveConnectionCommand(new SavedSecrets(RdsFleet.settings(), environment));
            case "connection list" -> new ListConnectionsCommand();
            case "connection show" -> new ShowConnectionCommand();
            case "connection remove" -> new RemoveConnectionCommand();
            case "certs show" -> new ShowCertsCommand();
            case "certs update" -> new UpdateCertsCommand();
            default -> throw new IllegalArgumentException("no command " + path);
        };
    }
}
