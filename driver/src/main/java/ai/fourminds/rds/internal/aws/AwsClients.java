package ai.fourminds.rds.internal.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Clients of the SDK as we want them: the JDK's HTTP, everything bounded. Each is closed by whom it was made for. Stateless. */
public final class AwsClients {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);

    private AwsClients() {}

    /**
     * A client.
     *
     * @param endpointUrl the API endpoint chosen, or null for AWS's own
     * @param timeout bound of one call with all its retries
     */
    public static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C build(
            B builder, AwsCredentialsProvider signer, String region, @Nullable URI endpointUrl, Duration timeout) {
        Duration connect = timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
        String scheme = endpointUrl == null ? "https" : endpointUrl.getScheme().toLowerCase(Locale.ROOT);
        builder.region(Region.of(region))
                .credentialsProvider(signer)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .proxyConfiguration(Proxies.of(System.getenv(), scheme))
                        .connectionTimeout(connect)
                        .socketTimeout(timeout))
                .overrideConfiguration(client -> client.apiCallTimeout(timeout));
        if (endpointUrl != null) {
            builder.endpointOverride(endpointUrl);
        }
        return builder.build();
    }
}
