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

/**
 * Builds SDK clients with the JDK's HTTP client and time limits everywhere. The caller closes the client. Stateless.
 */
public final class AwsClients {

    private static final Duration MAX_CONNECT = Duration.ofSeconds(5);

    private AwsClients() {}

    /**
     * Builds a client.
     *
     * @param endpointUrl the configured API endpoint, or null for AWS's own
     * @param timeout the limit of one call with all its retries
     */
    public static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C build(
            B builder, AwsCredentialsProvider signer, String region, @Nullable URI endpointUrl, Duration timeout) {
        Duration connect = timeout.compareTo(MAX_CONNECT) < 0 ? timeout : MAX_CONNECT;
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
