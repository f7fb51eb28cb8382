package ai.fourminds.rds.cli.command.check;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.Listing;
import ai.fourminds.rds.fleet.CallerIdentity;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code test}: tests the AWS calls and, with an instance, a connect and a query. For one thread. */
@CommandLine.Command
public final class TestCommand implements Command {
    private static final TimeLimit LIMIT = new TimeLimit(Duration.ofSeconds(15));
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

    @Option(names = "--mask", description = "Hide the digits of AWS account numbers in everything that is printed.")
    private boolean mask;

    private record Result(
            boolean ok,
            String caller,
            String account,
            int instances,
            String message,
            @Nullable String database) {}

    private record Found(
            CallerIdentity caller, int instances, @Nullable RdsDatabase database) {
        String message() {
            return "Connection successful! Found " + instances + " instance(s).";
        }
    }

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        try {
            test(mask ? session.with(session.console().with(AccountMask::of)) : session);
            return ExitCode.OK;
        } catch (SQLException | CommandFailure | RuntimeException e) {
            if (!mask) {
                throw e;
            }
            throw new CommandFailure(AccountMask.of(Fault.of(e)), e);
        }
    }

    private void test(Session session) throws SQLException, IOException, CommandFailure {
        RdsFleet fleet = session.fleet();
        Console console = session.console();
        // A policy for one instance does not permit listing all.
        Found found = LIMIT.within(() -> new Found(
                console.timed("sts:GetCallerIdentity", fleet::caller),
                instance == null
                        ? console.timed("rds:DescribeDBInstances", fleet::instances)
                                .size()
                        : 1,
                instance == null ? null : session.database(instance, database)));
        boolean forPeople = session.format() == Format.TABLE;
        if (forPeople) {
            show(found, session.console());
            if (found.database() != null) {
                found.database().namesake().ifPresent(session.console()::say);
            }
        }
        String login = found.database() == null ? null : masked(login(session, found.database()));
        if (!forPeople) {
            RESULT.printOne(result(found, login), session.format(), session.console());
        } else if (login != null) {
            session.console().data().write(login + "\n");
        }
    }

    private Result result(Found found, @Nullable String login) {
        CallerIdentity caller = found.caller();
        return new Result(
                true, masked(caller.arn()), masked(caller.account()), found.instances(), found.message(), login);
    }

    private void show(Found found, Console console) throws IOException {
        console.data().write(found.message() + "\n");
        console.flush();
        console.say("Caller:  " + masked(found.caller().arn()));
        console.say("Account: " + masked(found.caller().account()));
    }

    private String masked(String text) {
        return mask ? AccountMask.of(text) : text;
    }

    private static String login(Session session, RdsDatabase target) throws SQLException {
        try (Connection connection = session.connect(target)) {
            return "Logged in to " + target.instance().id() + "/" + connection.getCatalog() + " as "
                    + connection.getMetaData().getUserName() + ".";
        }
    }
}
