package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.internal.calls.CallThread;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.failure.AwsFailures;
import ai.fourminds.rds.internal.settings.KnownHosts;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials, region and endpoint for calls of AWS. Immutable.
 *
 * @param auth the credentials method, for messages
 * @param profile the profile that the credentials come from, for messages, or null
 * @param endpointUrl the configured endpoint of the RDS API, or null for AWS's own
 * @param timeout the limit of one call with all its retries
 */
public record AwsSession(
        String auth,
        @Nullable String profile,
        AwsKeys keys,
        String region,
        @Nullable URI endpointUrl,
        Duration timeout) {

    // Part of the time by which a connect may exceed its limit.
    private static final Duration FILES = Duration.ofMillis(150);

    public AwsSession within(Duration limit) {
        return new AwsSession(auth, profile, keys, region, endpointUrl, limit);
    }

    /**
     * Makes one API call with its own client, which is closed afterwards: the SDK's clients own threads, and no thread
     * of the driver may outlive a call. Creating a client takes well under a millisecond once warm.
     *
     * @param action the IAM action the call needs: {@code rds:DescribeDBInstances}
     * @param builder a fresh client builder of the SDK
     * @throws SQLException the diagnosis of any failure
     */
    public <C extends SdkAutoCloseable, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, R> R call(
            String action, B builder, Function<C, R> call) throws SQLException {
        try (C client = AwsClients.build(builder, keys, region, endpoint(service(action), endpointUrl), timeout)) {
            return call.apply(client);
        } catch (RuntimeException failure) {
            throw AwsAnswers.translate(this, action, failure);
        }
    }

    /** Returns what an action asks, for messages: the configured endpoint, or a service of the region. */
    public static String asked(String action, String region, @Nullable URI endpointUrl) {
        String service = service(action);
        return configured(service, region, endpointUrl).orElse(service + " in " + region);
    }

    /** Returns the endpoint of a service, for messages; empty if it is AWS's own, or the AWS files do not answer. */
    public static Optional<String> configured(String service, String region, @Nullable URI endpointUrl) {
        URI endpoint = endpoint(service, endpointUrl);
        if (endpoint != null) {
            return Optional.of(endpoint.toString());
        }
        try {
            Optional<URI> found = CallThread.run(
                    () -> AwsClients.configured(service, region),
                    Deadline.in(FILES),
                    () -> AwsFailures.filesLate(FILES),
                    unused -> {});
            return found.map(url -> shown(url) + " (AWS_ENDPOINT_URL* or the profile's endpoint_url)");
        } catch (SQLException | RuntimeException unknown) {
            // A message's detail; the failure that it belongs to tells what the files lack.
            return Optional.empty();
        }
    }

    /** Leaves out the user and the query, which may hold a password; one with a slash in it ends the host early. */
    private static String shown(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return url.getHost() == null
                ? "a URL without a host"
                : url.getScheme() + "://" + url.getHost() + port + url.getRawPath();
    }

    private static String service(String action) {
        return action.substring(0, action.indexOf(':'));
    }

    /** Returns the endpoint of a service, or null for AWS's own: an RDS endpoint serves no other service. */
    private static @Nullable URI endpoint(String service, @Nullable URI endpointUrl) {
        return service.equals("rds") ? endpointUrl : standIn(endpointUrl);
    }

    /** Returns the endpoint if it is a local stand-in for all of AWS, that is, on this machine; else null. */
    public static @Nullable URI standIn(@Nullable URI endpointUrl) {
        return endpointUrl != null && KnownHosts.isThisMachine(endpointUrl.getHost()) ? endpointUrl : null;
    }
}
