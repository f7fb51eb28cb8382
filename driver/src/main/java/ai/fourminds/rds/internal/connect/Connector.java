package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.calls.CallThread;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.discovery.Wanted;
import ai.fourminds.rds.internal.events.Step;
import ai.fourminds.rds.internal.events.Step.Kind;
import ai.fourminds.rds.internal.failure.ConnectFacts;
import ai.fourminds.rds.internal.failure.InstanceFailures;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.settings.InstanceReference;
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
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one database of one instance: finds it, refuses what cannot work, mints a token, lets the plugin
 * connect, and explains what went wrong. One deadline bounds all of it. Immutable and thread-safe.
 */
public final class Connector {

    private static final Logger LOG = Logger.getLogger("ai.fourminds.rds");
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    // As connectTimeout; native drivers multiply what they are told, and would overflow.
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(24);
    private static final Duration CALLER_TIMEOUT = Duration.ofSeconds(3);
    /** How long a failure waits for what makes it clearer. */
    static final Duration REMARK_TIMEOUT = Duration.ofSeconds(1);
    // A native driver that ends by its own deadline knows more of why than we do.
    private static final Duration GRACE = Duration.ofMillis(150);

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
            return writerOnly(instance)
                    ? new WriterSearch(this, step, fleet, trust, deadline).connect(instance)
                    : dialled(step, fleet, trust, instance, deadline);
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
        boolean eitherMeant = configuration.instance().kind() == InstanceReference.Kind.IDENTIFIER
                && instance.kind() == RdsInstance.Kind.INSTANCE;
        return eitherMeant && !given() ? fleet.remark(instance, deadline) : Optional.empty();
    }

    /** A connection to an instance, which is looked at anew if it may have changed. */
    Connection dialled(Step step, FleetAccess fleet, TlsTrust trust, RdsInstance instance, Deadline deadline)
            throws SQLException {
        try {
            return attempt(fleet, trust, instance, deadline);
        } catch (AttemptFailure failure) {
            RdsInstance now = lookAgain(fleet, failure, instance, deadline);
            if (now.equals(instance) && !keysWereReplaced(fleet, failure, deadline)) {
                throw failure.diagnosis();
            }
            step.note("tried again after " + code(failure.diagnosis()));
            try {
                return attempt(fleet, trust, now, deadline);
            } catch (AttemptFailure again) {
                again.diagnosis().addSuppressed(failure.diagnosis());
                throw again.diagnosis();
            }
        }
    }

    /** The instance as RDS describes it now, if the failure may come from an old description; the same one otherwise. */
    private RdsInstance lookAgain(FleetAccess fleet, AttemptFailure failure, RdsInstance instance, Deadline deadline) {
        try {
            return failure.instanceMayHaveChanged() ? instanceAnew(fleet, deadline) : instance;
        } catch (SQLException unanswered) {
            // Without time left nobody waited for the answer: it is there for the next connect.
            if (!deadline.left().isZero()) {
                failure.diagnosis().addSuppressed(unanswered);
            }
            return instance;
        }
    }

    private static boolean keysWereReplaced(FleetAccess fleet, AttemptFailure failure, Deadline deadline) {
        try {
            return code(failure.diagnosis()) == FailureCode.AUTHENTICATION_FAILED && fleet.keysWereReplaced(deadline);
        } catch (SQLException unanswered) {
            failure.diagnosis().addSuppressed(unanswered);
            return false;
        }
    }

    private static @Nullable FailureCode code(SQLException failure) {
        return failure instanceof RdsFailure diagnosed ? diagnosed.diagnosis().failure() : null;
    }

    Connection attempt(FleetAccess fleet, TlsTrust trust, RdsInstance instance, Deadline deadline)
            throws SQLException, AttemptFailure {
        EnginePlugin plugin;
        Endpoint endpoint;
        try {
            plugin = plugin(instance);
            endpoint = Refusals.endpoint(instance);
        } catch (SQLException refusal) {
            throw new AttemptFailure(refusal, true);
        }
        Refusals.reserved(plugin, configuration.settings());
        Refusals.user(shared.plugins().forRdsEngine(instance.engine()).orElse(plugin), configuration.settings());
        ConnectRequest request = request(fleet, endpoint, trust, deadline);
        FailureReader reader = reader(fleet, instance, plugin, request, deadline);
        try {
            return open(plugin, request, deadline);
        } catch (SQLException failure) {
            throw new AttemptFailure(reader.read(failure), reader.instanceMayHaveChanged(failure));
        } catch (NoClassDefFoundError missing) {
            Set<String> places = ClassPlaces.ofDriver(missing, plugin);
            throw places.isEmpty()
                    ? SettingsFailures.nativeDriverMissing(plugin.name(), missing)
                    : SettingsFailures.nativeDriverOther(plugin.name(), places, missing);
        } catch (LinkageError other) {
            throw SettingsFailures.nativeDriverOther(plugin.name(), ClassPlaces.named(other, plugin), other);
        }
    }

    /** Lets the plugin connect in a thread that can be left behind. */
    static Connection open(EnginePlugin plugin, ConnectRequest request, Deadline deadline) throws SQLException {
        LoginSteps steps = new LoginSteps(request);
        try {
            Connection connection =
                    CallThread.run(() -> steps.connect(plugin), deadline.plus(GRACE), steps::late, Connector::close);
            steps.done();
            return connection;
        } catch (SQLException failure) {
            steps.failed(failure);
            throw failure;
        }
    }

    /** Ends a connection that nobody wants: it came too late, or leads to a reader. */
    static void close(Connection late) {
        try {
            late.close();
        } catch (SQLException alreadyBroken) {
            LOG.log(Level.FINE, "a connection that nobody wants was broken", alreadyBroken);
        }
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
        boolean custom = reference.kind() == InstanceReference.Kind.CUSTOM
                && endpoint.host().contains(".cluster-");
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

    /** An attempt that failed or was refused; caught here, never thrown out. */
    static final class AttemptFailure extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient SQLException diagnosis;
        private final boolean instanceMayHaveChanged;

        AttemptFailure(SQLException diagnosis, boolean instanceMayHaveChanged) {
            super(diagnosis);
            this.diagnosis = diagnosis;
            this.instanceMayHaveChanged = instanceMayHaveChanged;
        }

        SQLException diagnosis() {
            return diagnosis;
        }

        boolean instanceMayHaveChanged() {
            return instanceMayHaveChanged;
        }
    }
}
