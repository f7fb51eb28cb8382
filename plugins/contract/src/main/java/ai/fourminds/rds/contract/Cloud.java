package ai.fourminds.rds.contract;

import static java.util.Objects.requireNonNull;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.TlsTrust;
import ai.fourminds.rds.plugin.TokenSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/** One local RDS per engine and JVM, with requests as the driver would make them. Thread-safe. */
public final class Cloud {

    /** The database user of the documentation. */
    public static final String USER = "fourminds_iam_user";

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Map<Place, Cloud> RUNNING = new HashMap<>();

    private final LocalRds rds;
    private final MovedClock clock = new MovedClock();
    private final String everyUser;
    private final Principal principal;
    private final String serverVersion;

    private Cloud(Place place) {
        LocalRds.Builder builder = LocalRds.builder()
                .engines(List.of(place.engine()))
                .sampleData(false)
                .clock(clock);
        rds = (place.container() ? EngineContainer.of(place.engine()).behind(builder) : builder).start();
        everyUser = "arn:aws:rds-db:*:" + rds.accountId() + ":dbuser:*/*";
        principal = rds.addPrincipal(Principal.user("contract").withConnect(everyUser));
        serverVersion = serverVersion(place);
        System.out.println("[contract] " + place.engine() + " " + serverVersion);
    }

    private String serverVersion(Place place) {
        try (Connection admin = instance(place.instance()).adminConnection()) {
            return admin.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the version that the server reports. */
    public String serverVersion() {
        return serverVersion;
    }

    /** Returns the local RDS with this dialect's engine; starts it at first use and stops it with the JVM. */
    public static Cloud of(Dialect dialect) {
        synchronized (RUNNING) {
            return RUNNING.computeIfAbsent(
                    new Place(dialect.engine(), dialect.isInContainer(), dialect.instance()), Cloud::new);
        }
    }

    /** Makes the server check tokens and sessions by a clock that is ahead of the machine's. */
    public void clockAhead(Duration ahead) {
        clock.ahead = ahead;
    }

    /** A clock that is ahead of the machine's. Thread-safe. */
    private static final class MovedClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return offset(system(zone), ahead);
        }
    }

    private record Place(DatabaseEngine engine, boolean container, String instance) {}

    /** Returns an instance by its identifier. */
    public LocalInstance instance(String identifier) {
        return rds.instance(identifier);
    }

    /** Builds the request that the driver would pass to a plugin. */
    public ConnectRequest request(
            String identifier, @Nullable String database, String user, Map<String, String> nativeProperties) {
        LocalInstance instance = instance(identifier);
        return new ConnectRequest(
                new Endpoint(instance.host(), instance.port()),
                new Endpoint("127.0.0.1", instance.listenPort()),
                database,
                user,
                limit -> token(instance, user),
                trust(),
                TIMEOUT,
                nativeProperties);
    }

    /** Returns the same request with another source of tokens. */
    public static ConnectRequest with(ConnectRequest request, TokenSource tokens) {
        return new ConnectRequest(
                request.endpoint(),
                request.dial(),
                request.database(),
                request.user(),
                tokens,
                request.tls(),
                request.connectTimeout(),
                request.nativeProperties());
    }

    /** Returns the same request with another dialled address. */
    static ConnectRequest dialling(ConnectRequest request, Endpoint dial) {
        return new ConnectRequest(
                request.endpoint(),
                dial,
                request.database(),
                request.user(),
                request.tokens(),
                request.tls(),
                request.connectTimeout(),
                request.nativeProperties());
    }

    /** Mints a token that the instance accepts. */
    public AuthToken token(LocalInstance instance, String user) {
        return token(AwsBasicCredentials.create(principal.accessKeyId(), principal.secretAccessKey()), instance, user);
    }

    /** Mints a token that the instance accepts until {@code end}, when its signing session expires. */
    public AuthToken tokenUntil(Instant end, LocalInstance instance, String user) {
        Principal session = rds.addPrincipal(Principal.session("contract", "until-" + end.getEpochSecond(), end)
                .withConnect(everyUser));
        return token(
                AwsSessionCredentials.create(
                        session.accessKeyId(), session.secretAccessKey(), requireNonNull(session.sessionToken())),
                instance,
                user);
    }

    private AuthToken token(AwsCredentials keys, LocalInstance instance, String user) {
        var credentials = StaticCredentialsProvider.create(keys);
        RdsUtilities utilities = RdsUtilities.builder()
                .region(Region.of(rds.region()))
                .credentialsProvider(credentials)
                .build();
        return new AuthToken(utilities.generateAuthenticationToken(
                b -> b.hostname(instance.host()).port(instance.port()).username(user)));
    }

    /** Returns trust in the local RDS's root. */
    public TlsTrust trust() {
        try {
            return trust(Files.readString(rds.rootCertificate()), true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns trust in one root. */
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

    /** Runs statements as the superuser, bypassing the gateway. */
    public void admin(String identifier, String database, String... statements) throws SQLException {
        try (Connection admin = instance(identifier).adminConnection(database);
                Statement statement = admin.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
