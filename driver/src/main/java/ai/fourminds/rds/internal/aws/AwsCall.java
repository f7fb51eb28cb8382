package ai.fourminds.rds.internal.aws;

import java.sql.SQLException;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Makes one AWS API call, limited in time, with its own client, which it closes afterwards: the SDK's clients own
 * threads, and no thread of the driver may outlive a call. Call it in a {@code CallThread}. Stateless; creating a
 * client takes well under a millisecond once warm.
 */
public final class AwsCall {

    private AwsCall() {}

    /**
     * Makes a call.
     *
     * @param action the IAM action the call needs: {@code rds:DescribeDBInstances}
     * @param builder a fresh client builder of the SDK
     * @throws SQLException the diagnosis of any failure
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
