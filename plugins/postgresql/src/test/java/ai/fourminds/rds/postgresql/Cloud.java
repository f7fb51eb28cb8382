package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.TlsTrust;
import ai.fourminds.rds.postgresql.login.NativeLogin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/** One local RDS for all tests of this module, and requests to it as the driver would make them. Thread-safe. */
public final class Cloud {

    public static final String USER = "fourminds_iam_user";
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final LocalRds RDS = LocalRds.builder().sampleData(false).start();

    private Cloud() {}

    public static LocalInstance instance(String identifier) {
        return RDS.instance(identifier);
    }

    public static ConnectRequest request(String identifier, String database) {
        return request(identifier, database, Map.of());
    }

    public static ConnectRequest request(String identifier, String database, Map<String, String> nativeProperties) {
        LocalInstance instance = instance(identifier);
        return new ConnectRequest(
                new Endpoint(instance.host(), instance.port()),
                new Endpoint("127.0.0.1", instance.listenPort()),
                database,
                USER,
                limit -> token(instance, USER),
                trust(),
                TIMEOUT,
                nativeProperties);
    }

    static AuthToken token(LocalInstance instance, String user) {
        Principal principal = RDS.principal();
        var credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(principal.accessKeyId(), principal.secretAccessKey()));
        RdsUtilities utilities = RdsUtilities.builder()
                .region(Region.of(RDS.region()))
                .credentialsProvider(credentials)
                .build();
        return new AuthToken(utilities.generateAuthenticationToken(
                b -> b.hostname(instance.host()).port(instance.port()).username(user)));
    }

    static Path rootCertificate() {
        return RDS.rootCertificate();
    }

    static TlsTrust trust() {
        try {
            return trust(Files.readString(rootCertificate()), true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TlsTrust trust(String pem, boolean verifyHostname) {
        try {
            var root = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("root", root);
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return new TlsTrust(context, List.of(root), verifyHostname);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The user's connections to a database of prod-analytics, as the driver would open them. */
    public static ConnectionSource connections(String database) {
        return () -> NativeLogin.connect(request("prod-analytics", database));
    }

    public static Connection connect(String database) throws SQLException {
        return connections(database).open();
    }

    /** A new, empty database, in which the user may read whatever the public may. */
    public static void createDatabase(String name, String... statements) throws SQLException {
        admin("postgres", "DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name);
        admin(name, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC");
        admin(name, statements);
    }

    public static void admin(String database, String... statements) throws SQLException {
        try (Connection admin = instance("prod-analytics").adminConnection(database);
                Statement statement = admin.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
