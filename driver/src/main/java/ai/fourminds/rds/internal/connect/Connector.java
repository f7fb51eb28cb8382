package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.discovery.Wanted;
import ai.fourminds.rds.internal.events.Step;
import ai.fourminds.rds.internal.events.Step.Kind;
import ai.fourminds.rds.internal.failure.ConnectFacts;
import ai.fourminds.rds.internal.failure.InstanceFailures;
import ai.fourminds.rds.internal.settings.InstanceReference;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
import ai.fourminds.rds.internal.settings.host.NameKind;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one database of one instance: finds it, refuses what cannot work, mints a token, lets the plugin
 * connect, and explains what went wrong. One deadline bounds all of it. Immutable and thread-safe.
 */
public final class Connector {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    // As connectTimeout; native drivers multiply what they are told, and would overflow.
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);
    private static final Duration CALLER_TIMEOUT = Duration.ofSeconds(3);
    /** How long a failure waits for what makes it clearer. */
    static final Duration REMARK_TIMEOUT = Duration.ofSeconds(1);

    private final SharedState shared;
    private final Configuration configuration;
    private final int loginTimeout;
    private final @Nullable Set<String> nativeProperties;
    private final Map<String, String> ownProperties;

    /**
     * Makes no call.
     *
     * @param loginTimeout the caller's login timeout in seconds, or 0 for none of its own
     */
    public Connector(SharedState shared, Configuration configuration, int loginTimeout) {
        this(shared, configuration, loginTimeout, null, Map.of());
    }

    private Connector(
            SharedState shared,
            Configuration configuration,
            int loginTimeout,
            @Nullable Set<String> nativeProperties,
            Map<String, String> ownProperties) {
        this.shared = shared;
        this.configuration = configuration;
        this.loginTimeout = loginTimeout;
        this.nativeProperties = nativeProperties;
        this.ownProperties = Map.copyOf(ownProperties);
    }

    /** The same with these of its native properties alone. */
    public Connector limitedTo(Set<String> kept) {
        return new Connector(shared, configuration, loginTimeout, kept, ownProperties);
    }

    /** The same with these native properties where the user has not set them. */
    public Connector with(Map<String, String> properties) {
        return new Connector(shared, configuration, loginTimeout, nativeProperties, properties);
    }

    Configuration configuration() {
        return configuration;
    }

    /** What the URL names: what was given, but the identifier in place of an instance's endpoint. */
    public String named() {
        return configuration.instance().text();
    }

    /** AWS as the configuration sees it. */
    public FleetAccess fleet(Deadline deadline) throws SQLException {
        return FleetAccess.of(shared, configuration.settings(), configuration.region(), deadline);
    }

    /** The same for a look-up that belongs to no connect. */
    public FleetAccess fleet() throws SQLException {
        return FleetAccess.of(shared, configuration.settings(), configuration.region());
    }

    /** The same with a name of the user's own followed to what it leads to now. */
    public Connector followed(Deadline deadline) throws SQLException {
        InstanceReference reference = configuration.instance();
        return given() || !reference.leadsElsewhere()
                ? this
                : new Connector(
                        shared,
                        configuration.at(shared.names().follow(reference, deadline)),
                        loginTimeout,
                        nativeProperties,
                        ownProperties);
    }

    /** The same for a look-up that belongs to no connect. */
    public Connector followed() throws SQLException {
        return followed(Deadline.in(
                configuration.settings().span(Setting.DISCOVERY_TIMEOUT).orElseThrow()));
    }

    /** The instance, from RDS or from {@code instanceHost}. */
    public RdsInstance instance(FleetAccess fleet, Deadline deadline) throws SQLException {
        return given()
                ? GivenInstance.of(shared.plugins(), configuration, fleet.region())
                : fleet.instance(wanted(), deadline);
    }

    /** The instance as it is now, or was seconds ago. */
    RdsInstance instanceAnew(FleetAccess fleet, Deadline deadline) throws SQLException {
        return given() ? instance(fleet, deadline) : fleet.instanceAnew(wanted(), deadline);
    }

    private Wanted wanted() {
        return configuration.wanted(GivenInstance.engineNamed(shared.plugins(), configuration));
    }

    /** Whether a connection must be checked for taking writes. */
    boolean writerOnly(RdsInstance instance) {
        return instance.kind() == RdsInstance.Kind.CLUSTER && wanted().role() == Wanted.Role.WRITER;
    }

    boolean given() {
        return configuration.settings().text(Setting.INSTANCE_HOST).isPresent();
    }

    /** The plugin for an instance of {@link #instance}. */
    public EnginePlugin plugin(RdsInstance instance) throws SQLException {
        String nativeDriver =
                configuration.settings().text(Setting.NATIVE_DRIVER).orElse(null);
        String named = configuration.engine() == null
                ? configuration.settings().text(Setting.INSTANCE_ENGINE).orElse(null)
                : configuration.engine();
        return Refusals.plugin(shared.plugins(), instance, named, nativeDriver);
    }

    /** A new native connection. */
    public Connection connect() throws SQLException {
        String id = configuration.instance().id();
        return Step.run(Kind.CONNECT, id, "user " + configuration.settings().required(Setting.USER), this::connect);
    }

    private Connection connect(Step step) throws SQLException {
        // Roots that cannot be read are told before anybody is asked: calls of AWS would fail for the same reason.
        Deadline deadline = Deadline.in(limit());
        TlsTrust trust = trust(deadline);
        return followed(deadline).connect(step, trust, deadline);
    }

    private Connection connect(Step step, TlsTrust trust, Deadline deadline) throws SQLException {
        FleetAccess fleet = fleet(deadline);
        step.note(fleet.words(wanted()));
        RdsInstance instance = instance(fleet, deadline);
        try {
            ConnectAttempts attempts = new ConnectAttempts(this, step, fleet, trust, deadline);
            return writerOnly(instance)
                    ? new WriterSearch(this, attempts).connect(instance)
                    : attempts.connect(instance);
        } catch (SQLException failure) {
            throw withNamesake(fleet, instance, failure, deadline);
        }
    }

    private SQLException withNamesake(
            FleetAccess fleet, RdsInstance instance, SQLException failure, Deadline deadline) {
        if (deadline.left().isZero()) {
            return failure;
        }
        try {
            return namesake(fleet, instance, deadline.within(REMARK_TIMEOUT))
                    .map(remark -> InstanceFailures.with(failure, remark))
                    .orElse(failure);
        } catch (SQLException unanswered) {
            failure.addSuppressed(unanswered);
            return failure;
        }
    }

    /** That there is a cluster of the same name, where an identifier led to an instance. */
    public Optional<String> namesake(FleetAccess fleet, RdsInstance instance, Deadline deadline) throws SQLException {
        boolean eitherMeant =
                configuration.instance().kind() == NameKind.IDENTIFIER && instance.kind() == RdsInstance.Kind.INSTANCE;
        return eitherMeant && !given() ? fleet.remark(instance, deadline) : Optional.empty();
    }

    /** Fails where the engine has no user of this name. */
    void refuseUser(RdsInstance instance, EnginePlugin plugin) throws SQLException {
        Refusals.user(shared.plugins().forRdsEngine(instance.engine()).orElse(plugin), configuration.settings());
    }

    /** Everything the plugin needs. Fails before anything is dialled if there are no credentials to mint a token with. */
    ConnectRequest request(FleetAccess fleet, Endpoint endpoint, TlsTrust trust, Deadline deadline)
            throws SQLException {
        Settings settings = configuration.settings();
        String user = settings.required(Setting.USER);
        fleet.keys(deadline);
        Duration left = deadline.left();
        return new ConnectRequest(
                endpoint,
                dial(endpoint),
                configuration.database(),
                user,
                within -> TokenMint.mint(fleet.keys(Deadline.in(within)), fleet.region(), endpoint, user),
                trust,
                left.isZero() ? Duration.ofMillis(1) : left,
                nativeProperties(settings));
    }

    private Map<String, String> nativeProperties(Settings settings) {
        Map<String, String> given = new HashMap<>(settings.nativeProperties());
        if (nativeProperties != null) {
            given.keySet().retainAll(nativeProperties);
        }
        ownProperties.forEach(given::putIfAbsent);
        return given;
    }

    /** Reads what the failure of a request means. */
    FailureReader reader(
            FleetAccess fleet, RdsInstance instance, EnginePlugin plugin, ConnectRequest request, Deadline deadline) {
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
                deadline.limit(),
                () -> fleet.caller(deadline.within(CALLER_TIMEOUT)).arn());
    }

    /** Whom the configuration trusts. */
    TlsTrust trust(Deadline deadline) throws SQLException {
        Settings settings = configuration.settings();
        Path rootCert = settings.text(Setting.TLS_ROOT_CERT).map(Path::of).orElse(null);
        boolean verifyHostname = settings.required(Setting.TLS_MODE).equals("verify-full");
        return shared.trustStore().trust(rootCert, verifyHostname, deadline);
    }

    /** Where to dial for an endpoint: the tunnel, a custom endpoint in place of its cluster's, the endpoint itself. */
    Endpoint dial(Endpoint endpoint) {
        Settings settings = configuration.settings();
        InstanceReference reference = configuration.instance();
        // The members of a cluster are dialled by their own names.
        boolean custom = reference.kind() == NameKind.CUSTOM && endpoint.host().contains(".cluster-");
        String own = custom ? reference.host().orElseThrow() : endpoint.host();
        String host = settings.text(Setting.CONNECT_HOST)
                .orElse(settings.port(Setting.CONNECT_PORT).isPresent() ? "localhost" : own);
        return new Endpoint(host, settings.port(Setting.CONNECT_PORT).orElse(endpoint.port()));
    }

    /** Whether who answers is a tunnel's choice. */
    boolean tunnelled() {
        Settings settings = configuration.settings();
        return settings.text(Setting.CONNECT_HOST).isPresent()
                || settings.port(Setting.CONNECT_PORT).isPresent();
    }

    /**
     * The bound of a whole connect. A pool sets the login timeout to the time that its own caller waits, part of which is gone when
     * the pool dials: what this keeps back lets the pool report our failure instead of its own timeout.
     */
    Duration limit() {
        return configuration.settings().span(Setting.CONNECT_TIMEOUT).orElseGet(() -> usualLimit(loginTimeout));
    }

    /** The bound where {@code connectTimeout} is not set. */
    static Duration usualLimit(int loginTimeout) {
        int seconds = loginTimeout > 0 ? loginTimeout : DriverManager.getLoginTimeout();
        Duration limit = seconds > 0 ? Duration.ofMillis(seconds * 800L) : USUAL_TIMEOUT;
        return limit.compareTo(LONGEST_TIMEOUT) > 0 ? LONGEST_TIMEOUT : limit;
    }
}
