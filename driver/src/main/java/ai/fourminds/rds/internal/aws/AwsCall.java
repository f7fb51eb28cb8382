package ai.fourminds.rds.internal.aws;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * One bounded call of an AWS API with a client of its own, closed afterwards: the SDK's clients own threads, and nothing
 * of ours may outlive a call. Stateless; a warm client costs well under a millisecond.
 */
public final class AwsCall {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

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
        builder.region(Region.of(session.region()))
                .credentialsProvider(SdkKeys.provider(session.keys()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(shorter(session.timeout(), LONGEST_CONNECT))
                        .socketTimeout(session.timeout()))
                .overrideConfiguration(client -> client.apiCallTimeout(session.timeout()));
        URI endpoint = session.endpointUrl();
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        try (C client = builder.build()) {
            return call.apply(client);
        } catch (SdkException failure) {
            throw AwsAnswers.translate(session, action, failure);
        }
    }

    private static Duration shorter(Duration left, Duration right) {
        return left.compareTo(right) < 0 ? left : right;
    }
}
