package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Listing;
import ai.fourminds.rds.fleet.CallerIdentity;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code test}: the AWS layer, and with an instance the database layer too. For one thread. */
@CommandLine.Command(name = "test", description = "Test AWS credentials and permissions, and the login with INSTANCE.")
final class TestCommand implements Command {
    private static final Listing<Result> RESULT = Listing.<Result>empty()
            .field("ok", Result::ok)
            .field("caller", Result::caller)
            .field("account", Result::account)
            .field("instances", Result::instances)
            .field("message", Result::message)
            .field("database", Result::database);

    @Parameters(index = "0", arity = "0..1", paramLabel = "INSTANCE", description = "Log in to this one as well.")
    private @Nullable String instance;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DATABASE", description = "Which of its databases.")
    private @Nullable String database;

    private record Result(
            boolean ok,
            @Nullable String caller,
            @Nullable String account,
            @Nullable Integer instances,
            String message,
            @Nullable String database) {}

    @Override
    public ExitCode run(Session session) throws SQLException, IOException {
        RdsFleet fleet = session.fleet();
        CallerIdentity caller = fleet.caller();
        int found = fleet.instances().size();
        String message = "Connection successful! Found " + found + " instance(s).";
        String login = instance == null ? null : login(fleet, instance);
        show(session, new Result(true, caller.arn(), caller.account(), found, message, login));
        return ExitCode.OK;
    }

    private String login(RdsFleet fleet, String reference) throws SQLException {
        RdsDatabase target = fleet.database(reference, database);
        try (Connection connection = target.open()) {
            return "Logged in to " + target.instance().id() + "/" + connection.getCatalog() + " as "
                    + connection.getMetaData().getUserName() + ".";
        }
    }

    private static void show(Session session, Result result) throws IOException {
        switch (session.format()) {
            case TABLE -> {
                session.console().data().write(result.message() + "\n");
                if (result.database() != null) {
                    session.console().data().write(result.database() + "\n");
                }
                session.console().flush();
                session.console().say("Caller: " + result.caller());
            }
            case JSON, CSV -> RESULT.printOne(result, session.format(), session.console());
        }
    }
}
