package ai.fourminds.rds.internal.aws;

import ai.fourminds.rds.credentials.AwsKeys;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Builds SDK clients with the JDK's HTTP client and time limits everywhere. The caller closes the client. Every client
 * reads the AWS configuration files, {@code ~/.aws/config} and {@code ~/.aws/credentials}, anew. Stateless.
 */
public final class AwsClients {

    private static final Duration MAX_CONNECT = Duration.ofSeconds(5);

    private AwsClients() {}

    /**
     * Builds a client.
     *
     * @param keys what signs the calls, or null for calls that AWS takes unsigned
     * @param endpointUrl the configured API endpoint, or null for AWS's own
     * @param timeout the limit of one call with all its retries
     */
    public static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C build(
            B builder, @Nullable AwsKeys keys, String region, @Nullable URI endpointUrl, Duration timeout) {
        Duration connect = timeout.compareTo(MAX_CONNECT) < 0 ? timeout : MAX_CONNECT;
        String scheme = endpointUrl == null ? "https" : endpointUrl.getScheme().toLowerCase(Locale.ROOT);
        builder.region(Region.of(region))
                .credentialsProvider(
                        keys == null
                                ? AnonymousCredentialsProvider.create()
                                : StaticCredentialsProvider.create(sdkKeys(keys)))
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

    /** Returns the endpoint that the environment or the profile sets for a service. Makes no network call. */
    static Optional<URI> configured(String service, String region) {
        try (SdkClient client = switch (service) {
            case "sts" -> build(StsClient.builder(), null, region, null, MAX_CONNECT);
            case "cognito-idp" -> build(CognitoIdentityProviderClient.builder(), null, region, null, MAX_CONNECT);
            case "cognito-identity" -> build(CognitoIdentityClient.builder(), null, region, null, MAX_CONNECT);
            default -> build(RdsClient.builder(), null, region, null, MAX_CONNECT);
        }) {
            return client.serviceClientConfiguration().endpointOverride();
        }
    }

    /** Returns what is wrong with the files, in the SDK's words; empty if they can be read. */
    public static Optional<String> fault() {
        try {
            ProfileFile.defaultProfileFile();
            return Optional.empty();
        } catch (RuntimeException malformed) {
            String marked = Stream.of(
                            ProfileFileLocation.configurationFilePath(), ProfileFileLocation.credentialsFilePath())
                    .filter(AwsClients::beginsWithMark)
                    .map(file -> ". " + file + " begins with a byte order mark (BOM): save it as UTF-8 without one")
                    .collect(Collectors.joining());
            return Optional.of(malformed.getMessage() + marked);
        }
    }

    private static boolean beginsWithMark(Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            return text.read() == '\ufeff';
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Like {@link #fault}, but also of any value in the files or the environment that stops an SDK client. */
    public static Optional<String> clientFault() {
        try (StsClient client = build(StsClient.builder(), null, Region.US_EAST_1.id(), null, Duration.ofSeconds(1))) {
            Objects.requireNonNull(client);
            return fault();
        } catch (RuntimeException refused) {
            return fault().or(() -> Optional.of(String.valueOf(refused.getMessage())));
        }
    }

    /**
     * Converts the keys that the SDK resolved. Keeps keys past their expiration, as keys without a known one: during an
     * outage the metadata service returns its old keys, and AWS still accepts them.
     */
    public static AwsKeys keys(AwsCredentials credentials) {
        String token = credentials instanceof AwsSessionCredentials session ? session.sessionToken() : null;
        return new AwsKeys(
                credentials.accessKeyId(),
                credentials.secretAccessKey(),
                token,
                credentials.expirationTime().filter(Instant.now()::isBefore).orElse(null));
    }

    static AwsCredentials sdkKeys(AwsKeys keys) {
        String token = keys.sessionToken();
        return token == null
                ? AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())
                : AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), token);
    }
}
