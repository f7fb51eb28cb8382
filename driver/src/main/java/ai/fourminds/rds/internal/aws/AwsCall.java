package ai.fourminds.rds.internal.aws;

import java.sql.SQLException;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * One bounded call of an AWS API with a client of its own, closed afterwards: the SDK's clients own threads, and nothing
 * of ours may outlive a call. To be made in a {@code CallThread}. Stateless; a warm client costs well under a millisecond.
 */
public final class AwsCall {

    private AwsCall() {}

    /**
     * Calls.
     *
     * @param action the IAM action the call needs: {@code rds:DescribeDBInstances}
     * @param builder a fresh client builder of the SDK
     * @throws SQLException the diagnosis of whatever went wrong
     */
    public static <C extends SdkAutoCloseable, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, R> R with(
            AwsSession session, String action, B builder, Function<C, R> call) throws SQLException {
        try (C client = AwsClients.build(
                builder,
                SdkKeys.provider(session.keys()),
                session.region(),
                session.endpoint(action.substring(0, action.indexOf(':'))),
                session.timeout())) {
            return call.apply(client);
        } catch (RuntimeException failure) {
            throw AwsAnswers.translate(session, action, failure);
        }
    }
}
