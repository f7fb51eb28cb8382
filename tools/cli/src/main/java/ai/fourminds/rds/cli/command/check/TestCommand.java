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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code test}: tests the AWS calls and, with an instance, a connect and a query. For one thread. */
@CommandLine.Command
public final class TestCommand implements Command {
    // IAM User Guide, "Your AWS account ID and its alias": twelve digits.
    private static final Pattern ACCOUNT = Pattern.compile("(?<!\\d)\\d{12}(?!\\d)");
    private static final TimeLimit LIMIT = new TimeLimit(Duration.ofSeconds(15));

    @Parameters(index = "0", arity = "0..1", paramLabel = "INSTANCE", description = "Log in to this one as well.")
    private @Nullable String instance;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DATABASE", description = "Which of its databases.")
    private @Nullable String database;

    @Option(names = "--mask", description = "Hide the digits of AWS account numbers in everything that is printed.")
    private boolean mask;

    private record Found(
            CallerIdentity caller, int instances, @Nullable RdsDatabase database) {
        String message() {
            return "Connection successful! Found " + instances + " instance(s).";
        }
    }

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        try {
            Console console = mask ? session.console().with(TestCommand::masked) : session.console();
            test(new Session(console, session.format(), session.settings()));
            return ExitCode.OK;
        } catch (SQLException | CommandFailure | RuntimeException e) {
            if (!mask) {
                throw e;
            }
            throw new CommandFailure(Fault.of(e).in(TestCommand::masked), e);
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
        String login = found.database() == null ? null : shown(login(session, found.database()));
        if (!forPeople) {
            Listing.<Found>empty()
                    .field("ok", tested -> true)
                    .field("caller", tested -> shown(tested.caller().arn()))
                    .field("account", tested -> shown(tested.caller().account()))
                    .field("instances", Found::instances)
                    .field("message", Found::message)
                    .field("database", tested -> login)
                    .printOne(found, session.format(), session.console());
        } else if (login != null) {
            session.console().print(login);
        }
    }

    private void show(Found found, Console console) throws IOException {
        console.print(found.message());
        console.say("Caller:  " + shown(found.caller().arn()));
        console.say("Account: " + shown(found.caller().account()));
    }

    private String shown(String text) {
        return mask ? masked(text) : text;
    }

    private static String login(Session session, RdsDatabase target) throws SQLException {
        try (Connection connection = session.connect(target)) {
            return "Logged in to " + target.instance().id() + "/" + connection.getCatalog() + " as "
                    + connection.getMetaData().getUserName() + ".";
        }
    }

    /** Masks AWS account numbers, so that the user may share the output. */
    static String masked(String text) {
        return ACCOUNT.matcher(text).replaceAll("************");
    }

    /**
     * Limits the total time of several AWS calls, each of which has a limit of its own. Immutable.
     *
     * @param limit the total time
     */
    record TimeLimit(Duration limit) {

        /** Makes the calls on a thread of their own, and interrupts it after the time limit. */
        <T> T within(Callable<T> calls) throws SQLException, CommandFailure {
            FutureTask<T> task = new FutureTask<>(calls);
            Thread thread = new Thread(task, "aws-calls");
            thread.setDaemon(true);
            thread.start();
            try {
                return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException over) {
                throw new CommandFailure(overdue(), over);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                throw new CommandFailure(overdue(), ended);
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof SQLException failure) {
                    throw failure;
                }
                throw new IllegalStateException(failed.getCause());
            } finally {
                task.cancel(true);
            }
        }

        private Fault overdue() {
            return new Fault(
                    ExitCode.NETWORK,
                    "aws-timeout",
                    "AWS did not answer within " + limit.toSeconds() + " seconds.",
                    "Credentials, sts:GetCallerIdentity and rds:DescribeDBInstances together have that long.",
                    "Check the network and proxy settings; inside a VPC without internet access set --endpoint-url to an"
                            + " interface endpoint.");
        }
    }
}
