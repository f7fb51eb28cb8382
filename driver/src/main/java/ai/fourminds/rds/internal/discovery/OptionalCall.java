package ai.fourminds.rds.internal.discovery;

import ai.fourminds.rds.internal.aws.AwsAnswers;
import ai.fourminds.rds.internal.aws.AwsSession;
import ai.fourminds.rds.internal.failure.AwsFailures;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.rds.RdsClient;

/** A call of RDS that a policy may deny. Stateless. */
enum OptionalCall {
    /** A connect works without the result, whatever the failure, and the call may not use up its time. */
    HELPFUL,
    /** A listing works without the result, but shows less. */
    LISTED,
    /** The only source: a denied call counts as no result; any other failure is thrown. */
    NEEDED;

    private static final Logger LOG = Logger.getLogger("ai.fourminds.rds");
    // A connect has 10 seconds by default and makes at most two of these calls.
    private static final Duration LONGEST = Duration.ofSeconds(3);

    <T> Optional<T> make(AwsSession session, String action, Function<RdsClient, Optional<T>> call) throws SQLException {
        try {
            return session.within(bound(session.timeout())).call(action, RdsClient.builder(), call);
        } catch (SQLException failure) {
            // The caller retries everything with new keys.
            if (AwsFailures.isCredentialsExpired(failure)) {
                throw failure;
            }
            if (this != NEEDED || isNotOffered(failure) || AwsFailures.isAccessDenied(failure)) {
                LOG.log(Level.FINE, "RDS does not tell more", failure);
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Duration bound(Duration timeout) {
        return switch (this) {
            case HELPFUL -> LONGEST.compareTo(timeout) < 0 ? LONGEST : timeout;
            // Ends before the listing's time limit.
            case LISTED -> timeout.multipliedBy(2).dividedBy(3);
            case NEEDED -> timeout;
        };
    }

    /** Returns whether the endpoint lacks the operation, as a stand-in for AWS may. */
    private static boolean isNotOffered(SQLException failure) {
        return failure.getCause() instanceof AwsServiceException answer
                && AwsAnswers.code(answer).equals("InvalidAction");
    }
}
