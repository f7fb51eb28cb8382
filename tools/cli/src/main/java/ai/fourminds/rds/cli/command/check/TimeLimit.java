package ai.fourminds.rds.cli.command.check;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Limits the total time of several AWS calls, each of which has a limit of its own. Immutable.
 *
 * @param limit the total time
 */
record TimeLimit(Duration limit) {

    /** A sequence of AWS calls. */
    @FunctionalInterface
    interface Calls<T> {
        T make() throws SQLException;
    }

    /** Makes the calls on a thread of their own, and interrupts it after the time limit. */
    <T> T within(Calls<T> calls) throws SQLException, CommandFailure {
        FutureTask<T> task = new FutureTask<>(calls::make);
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
            throw sql(failed);
        } finally {
            task.cancel(true);
        }
    }

    private static SQLException sql(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof SQLException failure) {
            return failure;
        }
        throw new IllegalStateException(cause);
    }

    private Fault overdue() {
        return new Fault(
                ExitCode.NETWORK,
                "aws-timeout",
                null,
                "AWS did not answer within " + limit.toSeconds() + " seconds.",
                "Credentials, sts:GetCallerIdentity and rds:DescribeDBInstances together have that long.",
                "Check the network and proxy settings; inside a VPC without internet access set --endpoint-url to an"
                        + " interface endpoint.");
    }
}
