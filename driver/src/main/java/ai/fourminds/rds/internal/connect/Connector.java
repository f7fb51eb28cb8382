package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.failure.ConnectFacts;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
import ai.fourminds.rds.internal.token.TokenMint;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.TlsTrust;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Opens connections to one database of one instance: finds it, refuses what cannot work, mints a token, lets the plugin
 * connect, and explains what went wrong. Immutable and thread-safe.
 */
public final class Connector {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration CALLER_TIMEOUT = Duration.ofSeconds(3);

    private final SharedState shared;
    private final Configuration configuration;
    private final FleetAccess fleet;

    /** Decides the region; asks nobody anything yet. */
    public Connector(SharedState shared, Configuration configuration) throws SQLException {
        this.shared = shared;
        this.configuration = configuration;
        this.fleet = FleetAccess.of(shared, configuration.settings(), configuration.region());
    }

    FleetAccess fleet() {
        return fleet;
    }

    Configuration configuration() {
        return configuration;
    }

    /** The region in force. */
    public String region() {
        return fleet.region();
    }

    /** The instance, from RDS or from {@code instanceHost}. */
    public RdsInstance instance() throws SQLException {
        Settings settings = configuration.settings();
        return settings.text(Setting.INSTANCE_HOST).isPresent()
                ? GivenInstance.of(shared.plugins(), configuration, fleet.region())
                : fleet.instance(configuration.instance().id());
    }

    /** The plugin for an instance of {@link #instance()}. */
    public EnginePlugin plugin(RdsInstance instance) throws SQLException {
        String nativeDriver =
                configuration.settings().text(Setting.NATIVE_DRIVER).orElse(null);
        return Refusals.plugin(shared.plugins(), instance, configuration.engine(), nativeDriver);
    }

    /** A new native connection. */
    public Connection connect() throws SQLException {
        long begun = System.nanoTime();
        Duration limit = connectTimeout();
        // Roots that cannot be read are told before anybody is asked: calls of AWS would fail for the same reason.
        trust();
        RdsInstance instance = instance();
        try {
            return attempt(instance, limit);
        } catch (AttemptFailure failure) {
            Duration left = limit.minusNanos(System.nanoTime() - begun);
            RdsInstance now = lookAgain(failure, instance, left);
            if (now.equals(instance)) {
                throw failure.diagnosis();
            }
            try {
                return attempt(now, left);
            } catch (AttemptFailure again) {
                again.diagnosis().addSuppressed(failure.diagnosis());
                throw again.diagnosis();
            }
        }
    }

    /** The instance as RDS describes it now, if the failure smells of a moved endpoint; the same one otherwise. */
    private RdsInstance lookAgain(AttemptFailure failure, RdsInstance instance, Duration left) throws SQLException {
        boolean given = configuration.settings().text(Setting.INSTANCE_HOST).isPresent();
        if (given || !failure.endpointMayBeStale()) {
            return instance;
        }
        fleet.forget(configuration.instance().id());
        if (left.isNegative() || left.isZero()) {
            return instance;
        }
        try {
            RdsInstance now = fleet.instance(configuration.instance().id());
            boolean moved = now.endpoint() != null && !now.endpoint().equals(instance.endpoint());
            return moved ? now : instance;
        } catch (SQLException unanswered) {
            failure.diagnosis().addSuppressed(unanswered);
            return instance;
        }
    }

    private Connection attempt(RdsInstance instance, Duration limit) throws SQLException, AttemptFailure {
        EnginePlugin plugin = plugin(instance);
        Refusals.reserved(plugin, configuration.settings());
        Refusals.user(shared.plugins().forRdsEngine(instance.engine()).orElse(plugin), configuration.settings());
        Endpoint endpoint = Refusals.endpoint(instance);
        ConnectRequest request = request(endpoint, trust(), limit);
        try {
            return plugin.connect(request);
        } catch (SQLException failure) {
            throw new AttemptFailure(
                    reader(instance, plugin, request).read(failure), FailureReader.endpointMayBeStale(failure));
        } catch (NoClassDefFoundError missing) {
            throw SettingsFailures.nativeDriverMissing(plugin.name(), missing);
        } catch (LinkageError other) {
            throw SettingsFailures.nativeDriverOther(plugin.name(), ClassPlaces.named(other, plugin), other);
        }
    }

    /** Everything the plugin needs. Fails before anything is dialled if there are no credentials to mint a token with. */
    ConnectRequest request(Endpoint endpoint, TlsTrust trust, Duration limit) throws SQLException {
        Settings settings = configuration.settings();
        String user = settings.required(Setting.USER);
        fleet.keys();
        return new ConnectRequest(
                endpoint,
                dial(settings, endpoint),
                configuration.database(),
                user,
                within -> TokenMint.mint(fleet.within(within).keys(), fleet.region(), endpoint, user),
                trust,
                limit,
                settings.nativeProperties());
    }

    /** Reads what the failure of a request means. */
    FailureReader reader(RdsInstance instance, EnginePlugin plugin, ConnectRequest request) {
        ConnectFacts facts = new ConnectFacts(
                instance,
                request.endpoint(),
                request.dial(),
                request.user(),
                request.database(),
                plugin.userStatements(request.user()));
        return new FailureReader(
                facts,
                plugin,
                request.tls(),
                request.connectTimeout(),
                () -> fleet.caller(CALLER_TIMEOUT).arn());
    }

    /** Whom the configuration trusts. */
    TlsTrust trust() throws SQLException {
        Settings settings = configuration.settings();
        Path rootCert = settings.text(Setting.TLS_ROOT_CERT).map(Path::of).orElse(null);
        boolean verifyHostname = settings.required(Setting.TLS_MODE).equals("verify-full");
        return shared.trustStore().trust(rootCert, verifyHostname);
    }

    static Endpoint dial(Settings settings, Endpoint endpoint) {
        boolean port = settings.port(Setting.CONNECT_PORT).isPresent();
        String host = settings.text(Setting.CONNECT_HOST).orElse(port ? "localhost" : endpoint.host());
        return new Endpoint(host, settings.port(Setting.CONNECT_PORT).orElse(endpoint.port()));
    }

    /** The bound of TCP, TLS and login together. */
    Duration connectTimeout() {
        int loginTimeout = DriverManager.getLoginTimeout();
        return configuration
                .settings()
                .span(Setting.CONNECT_TIMEOUT)
                .orElse(loginTimeout > 0 ? Duration.ofSeconds(loginTimeout) : USUAL_TIMEOUT);
    }

    /** A native connect that failed; caught here, never thrown out. */
    private static final class AttemptFailure extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient SQLException diagnosis;
        private final boolean endpointMayBeStale;

        AttemptFailure(SQLException diagnosis, boolean endpointMayBeStale) {
            super(diagnosis);
            this.diagnosis = diagnosis;
            this.endpointMayBeStale = endpointMayBeStale;
        }

        SQLException diagnosis() {
            return diagnosis;
        }

        boolean endpointMayBeStale() {
            return endpointMayBeStale;
        }
    }
}
