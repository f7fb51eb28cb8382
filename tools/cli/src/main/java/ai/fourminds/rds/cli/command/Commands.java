package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.command.check.CertsCommands;
import ai.fourminds.rds.cli.command.check.DoctorCommand;
import ai.fourminds.rds.cli.command.check.PolicyCommand;
import ai.fourminds.rds.cli.command.check.TestCommand;
import ai.fourminds.rds.cli.command.connection.ConnectionCommands;
import ai.fourminds.rds.cli.command.connection.SavedSecrets;
import ai.fourminds.rds.cli.command.connection.UrlCommand;
import ai.fourminds.rds.cli.command.demo.DemoCommand;
import ai.fourminds.rds.cli.command.demo.LocalCommand;
import ai.fourminds.rds.cli.command.export.ExportCommand;
import ai.fourminds.rds.cli.command.export.SparkExportCommand;
import ai.fourminds.rds.cli.command.interactive.WebCommand;
import ai.fourminds.rds.cli.command.interactive.WizardCommand;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.screen.Screen;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The table of commands, in the order of the help page. Immutable. */
final class Commands {
    /**
     * One command. Commands are created only to run, because creating all of them takes 250 ms.
     *
     * @param hidden whether the help page omits it
     * @param description sentences, each a paragraph; lists of commands show only the first
     * @param maker creates it; null for a group
     * @param below the commands of the group
     */
    record Row(
            String name,
            boolean hidden,
            List<String> description,
            @Nullable Supplier<Command> maker,
            List<Row> below) {}

    private Commands() {}

    /**
     * @param shell runs the command that the wizard ends with
     * @param program returns the whole command line, for the manual
     */
    static List<Row> all(
            Screen.Opener screens,
            WizardCommand.Shell shell,
            Supplier<CommandLine> program,
            Map<String, String> environment) {
        return List.of(
                row("instances", DatabaseCommands.Instances::new, "List the region's DB instances."),
                row("test", TestCommand::new, "Test AWS credentials and permissions, and the login with INSTANCE."),
                row(
                        "databases",
                        DatabaseCommands.Databases::new,
                        "List an instance's databases, system ones left out."),
                row("tables", DatabaseCommands.Tables::new, "List a database's tables with estimated rows and size."),
                row(
                        "columns",
                        DatabaseCommands.Columns::new,
                        "List a table's columns, and what an export does with them."),
                row(
                        "preview",
                        DatabaseCommands.PreviewTable::new,
                        "Show the first rows of a table as an export would write them."),
                row(
                        "export",
                        ExportCommand::new,
                        "Export tables, views or queries, whole or in part, to CSV files with a manifest."),
                row(
                        WizardCommand.NAME,
                        () -> new WizardCommand(screens, shell),
                        "Pick instance, database and tables on the screen, and export; also what runs without a command."),
                row(
                        "web",
                        WebCommand::new,
                        "Serve the import wizard as a page in the browser, and as an HTTP API, until Ctrl-C."),
                row(
                        "spark-export",
                        () -> new SparkExportCommand(environment),
                        "Export whole databases with Apache Spark (SPARK_HOME, or spark-submit on the PATH)."),
                row(
                        "doctor",
                        DoctorCommand::new,
                        "Examine every prerequisite of a connect in order, and say how to fix the first that fails."),
                row("url", UrlCommand::new, "Print the JDBC URL of a database, and what to type into DBeaver."),
                row(
                        "policy",
                        PolicyCommand::new,
                        "Print the least-privilege IAM policy as JSON, and the database's own grants to standard error."),
                row(
                        "demo",
                        DemoCommand::new,
                        "Show everything against a local stand-in for RDS; needs no AWS account."),
                row("local", LocalCommand::new, "Keep a local stand-in for RDS running until Ctrl-C. It is not AWS."),
                row(
                        "completion",
                        HelpCommands.PrintScript::new,
                        "Print the script that makes bash, zsh or fish complete commands, options and names."),
                hidden(
                        HelpCommands.Complete.NAME,
                        HelpCommands.Complete::new,
                        "Candidates for the last word, one a line."),
                hidden("man", () -> new HelpCommands.Man(program), "Write the manual's pages."),
                connections(environment),
                group(
                        "certs",
                        "The RDS root certificates that connects trust.",
                        row("show", CertsCommands.Show::new, "List the RDS root certificates that connects trust."),
                        row(
                                "update",
                                CertsCommands.Update::new,
                                "Fetch AWS's current RDS root certificates; connects then trust them in place of the driver's own.")));
    }

    private static Row connections(Map<String, String> environment) {
        return group(
                "connection",
                "Save connection settings under a name, encrypted; --connection uses them.",
                row(
                        "save",
                        () -> new ConnectionCommands.Save(new SavedSecrets(RdsFleet.settings(), environment)),
                        "Save the settings given as options under NAME, encrypted, in place of what has that name.",
                        "Secrets come from files, from the environment, or are asked for; never as arguments."),
                row("list", ConnectionCommands.ListAll::new, "List the saved connections."),
                row("show", ConnectionCommands.Show::new, "Show a saved connection's settings, secrets masked."),
                row(
                        "remove",
                        ConnectionCommands.Remove::new,
                        "Remove a saved connection from this machine; AWS is not touched."));
    }

    private static Row row(String name, Supplier<Command> maker, String... description) {
        return new Row(name, false, List.of(description), maker, List.of());
    }

    private static Row hidden(String name, Supplier<Command> maker, String description) {
        return new Row(name, true, List.of(description), maker, List.of());
    }

    private static Row group(String name, String description, Row... below) {
        return new Row(name, false, List.of(description), null, List.of(below));
    }
}
