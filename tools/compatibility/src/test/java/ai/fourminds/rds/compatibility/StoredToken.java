package ai.fourminds.rds.compatibility;

import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.local.LocalRds;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** What those do who keep tokens: signed once, and handed to the native driver later. Stateless. */
final class StoredToken {
    private static final String USER = "fourminds_iam_user";

    private StoredToken() {}

    static String signedAt(Instant time, LocalInstance instance) {
        LocalRds rds = Engine.rds();
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("https://" + instance.host() + ":" + instance.port() + "/"))
                .putRawQueryParameter("Action", "connect")
                .putRawQueryParameter("DBUser", USER)
                .build();
        var identity = AwsCredentialsIdentity.create(
                rds.principal().accessKeyId(), rds.principal().secretAccessKey());
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity)
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, rds.region())
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(15))
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
                .request()
                .getUri()
                .toString()
                .substring("https://".length());
    }

    /** Whether the session works; a refused login throws. */
    static boolean login(Engine engine, String token) throws SQLException {
        LocalInstance instance = engine.instance();
        String root = Engine.rds().rootCertificate().toString();
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", token);
        String address = "localhost:" + instance.listenPort() + "/";
        String url = switch (engine) {
            case POSTGRESQL -> "jdbc:postgresql://" + address + "postgres?sslmode=verify-ca&sslrootcert=" + root;
            case MYSQL, MARIADB -> "jdbc:mariadb://" + address + "?sslMode=verify-ca&serverSslCert=" + root;
        };
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            return connection.isValid(5);
        }
    }
}
