package ai.fourminds.rds.cli.command.connection;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.catalogue.Nearest;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.Json;
import ai.fourminds.rds.cli.output.Listing;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** The commands of the group {@code connection}. Stateless. */
public final class ConnectionCommands {
    private ConnectionCommands() {}

    /** {@code connection save}: saves settings under a name. For one thread. */
    @CommandLine.Command
    public static final class Save implements Command {
        private final SavedSecrets secrets;

        @Parameters(paramLabel = "NAME", description = "Letters, digits, dots, hyphens and underscores.")
        private String name = "";

        public Save(SavedSecrets secrets) {
            this.secrets = secrets;
        }

        @Override
        public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
            if (session.settings().isEmpty()) {
                throw CommandFailure.usage(
                        "nothing-to-save",
                        "There is nothing to save: no setting is given.",
                        "For example: fourminds-rds connection save " + name
                                + " --region us-east-1 --auth iam-role --role-arn ARN");
            }
            Map<String, String> settings = secrets.added(session.settings(), session.console());
            SavedConnections connections = SavedConnections.ofUser();
            boolean replaced = connections.names().contains(name);
            connections.save(name, settings);
            String what = replaced ? "Replaced '" + name + "' in " : "Saved '" + name + "' to ";
            String use =
                    ". Use it: fourminds-rds test --connection " + name + ", or connection=" + name + " in a JDBC URL.";
            print(name, connections, what + connections.path() + use, session);
            return ExitCode.OK;
        }

        /** Prints a change to a saved connection: a sentence for people, an object for programs. */
        static void print(String name, SavedConnections connections, String message, Session session)
                throws IOException {
            if (session.format() == Format.TABLE) {
                session.console().say(message);
            } else {
                Listing.<String>empty()
                        .field("name", changed -> changed)
                        .field("path", changed -> connections.path().toString())
                        .field("message", changed -> message)
                        .printOne(name, session.format(), session.console());
            }
        }
    }

    /**
     * {@code connection list}: lists saved connections by name, with the settings that distinguish them. For one thread.
     */
    @CommandLine.Command
    public static final class ListAll implements Command.WithoutSettings {
        private static final Listing<Saved> SAVED = Listing.<Saved>empty()
                .field("name", Saved::name)
                .field("auth", Saved::auth)
                .field("region", Saved::region)
                .column("CONNECTION", Saved::name)
                .column("AUTH", Saved::auth)
                .column("REGION", row -> row.region() == null ? "" : row.region());

        private record Saved(
                String name, String auth, @Nullable String region) {}

        @Override
        public ExitCode run(Session session) throws SQLException, IOException {
            SavedConnections connections = SavedConnections.ofUser();
            List<Saved> rows = new ArrayList<>();
            for (String name : connections.names()) {
                Map<String, String> settings = connections.show(name);
                rows.add(new Saved(name, SavedSecrets.method(RdsFleet.settings(), settings), settings.get("region")));
            }
            SAVED.print(rows, session.format(), session.console());
            if (rows.isEmpty()) {
                session.console()
                        .say("None is saved. Save one: fourminds-rds connection save NAME --region REGION ...");
            }
            return ExitCode.OK;
        }
    }

    /** {@code connection show}: prints the settings of a saved connection, with secrets masked. For one thread. */
    @CommandLine.Command
    public static final class Show implements Command.WithoutSettings {
        private static final Listing<Map.Entry<String, String>> SETTINGS = Listing.<Map.Entry<String, String>>empty()
                .field("setting", Map.Entry::getKey)
                .field("value", Map.Entry::getValue)
                .column("SETTING", Map.Entry::getKey)
                .column("VALUE", Map.Entry::getValue);

        private record Shown(String name, Map<String, String> settings) {}

        @Parameters(paramLabel = "NAME", description = "One of: fourminds-rds connection list")
        private String name = "";

        @Override
        public ExitCode run(Session session) throws SQLException, IOException {
            Map<String, String> settings = SavedConnections.ofUser().show(name);
            if (session.format() == Format.JSON) {
                Json.print(new Shown(name, settings), session.console());
            } else {
                SETTINGS.print(List.copyOf(settings.entrySet()), session.format(), session.console());
            }
            return ExitCode.OK;
        }
    }

    /** {@code connection remove}: deletes a saved connection from this machine. For one thread. */
    @CommandLine.Command
    public static final class Remove implements Command.WithoutSettings {
        @Parameters(paramLabel = "NAME", description = "One of: fourminds-rds connection list")
        private String name = "";

        @Override
        public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
            SavedConnections connections = SavedConnections.ofUser();
            if (!connections.remove(name)) {
                throw new CommandFailure(unknown(connections.names()));
            }
            String message = "Removed '" + name + "' from " + connections.path()
                    + ". Only this local data is gone. Your AWS resources (IAM roles, OIDC providers, Cognito pools, policies"
                    + " and database users) are untouched: delete them in the AWS Console if they are no longer needed.";
            Save.print(name, connections, message, session);
            return ExitCode.OK;
        }

        private Fault unknown(List<String> names) {
            List<String> near = Nearest.to(name, names);
            return Fault.usage(
                    "saved-connection-unknown",
                    "There is no saved connection '" + name + "'.",
                    near.isEmpty()
                            ? "See: fourminds-rds connection list"
                            : "Did you mean " + String.join(" or ", near) + "?");
        }
    }
}
