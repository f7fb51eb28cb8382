package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.aws.TokenMint;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.discovery.LookupRequest;
import ai.fourminds.rds.internal.events.Step;
import ai.fourminds.rds.internal.events.Step.Kind;
import ai.fourminds.rds.internal.failure.InstanceFailures;
import ai.fourminds.rds.internal.settings.EndpointName.NameKind;
import ai.fourminds.rds.internal.settings.InstanceReference;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections to one database of one instance: finds the instance, refuses what cannot work, mints a token, has
 * the plugin connect, and diagnoses failures. One deadline limits all of it. Immutable and thread-safe.
 *
 * @param loginTimeout the caller's login timeout in seconds, or 0 for none
 * @param kept the native properties that it is limited to, in any case, or null for all
 * @param ownProperties native properties that are defaults; the user's win
 */
public record Connector(
        SharedState shared,
        Configuration configuration,
        int loginTimeout,
        @Nullable Set<String> kept,
        Map<String, String> ownProperties) {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    // The maximum of connectTimeout too; native drivers multiply the value and would overflow.
    private static final Duration MAX_TIMEOUT = Duration.ofHours(24);
    /** How long a failure waits for a remark that explains it. */
    static final Duration REMARK_TIMEOUT = Duration.ofSeconds(1);

    /** Creates a connector that limits and adds no native properties. */
    public Connector(SharedState shared, Configuration configuration, int loginTimeout) {
        this(shared, configuration, loginTimeout, null, Map.of());
    }

    /** Returns the same connector with these native properties. */
    public Connector with(@Nullable Set<String> limitedTo, Map<String, String> properties) {
        return new Connector(shared, configuration, loginTimeout, limitedTo, Map.copyOf(properties));
    }

    /** Returns the instance as the user named it, but the identifier in place of an instance's endpoint. */
    public String named() {
        return configuration.instance().text();
    }

    public FleetAccess fleet(Deadline deadline) throws SQLException {
        return FleetAccess.of(shared, configuration.settings(), configuration.region(), deadline);
    }

    /** Like {@link #fleet(Deadline)}, for a look-up outside of a connect. */
    public FleetAccess fleet() throws SQLException {
        return FleetAccess.of(shared, configuration.settings(), configuration.region());
    }

    /** Resolves the user's own DNS name to the RDS endpoint that it leads to now. */
    public Connector followed(Deadline deadline) throws SQLException {
        InstanceReference reference = configuration.instance();
        return given() || !reference.isAlias()
                ? this
                : new Connector(
                        shared,
                        configuration.at(shared.lookup().names().follow(reference, deadline)),
                        loginTimeout,
                        kept,
                        ownProperties);
    }

    /** Like {@link #followed(Deadline)}, for a look-up outside of a connect. */
    public Connector followed() throws SQLException {
        return followed(Deadline.in(
                configuration.settings().span(Setting.DISCOVERY_TIMEOUT).orElseThrow()));
    }

    /** Returns the instance, from RDS or from {@code instanceHost}. */
    public RdsInstance instance(FleetAccess fleet, Deadline deadline) throws SQLException {
        return given() ? configuration.given(shared.plugins(), fleet.region()) : fleet.instance(wanted(), deadline);
    }

    /** Returns the instance as it is now, or was seconds ago. */
    RdsInstance refreshedInstance(FleetAccess fleet, Deadline deadline) throws SQLException {
        return given() ? instance(fleet, deadline) : fleet.refreshedInstance(wanted(), deadline);
    }

    private LookupRequest wanted() {
        return configuration.wanted(shared.plugins());
    }

    /** Returns whether a connection must be checked for accepting writes. */
    boolean writerOnly(RdsInstance instance) {
        return instance.kind() == RdsInstance.Kind.CLUSTER && wanted().role() == LookupRequest.Role.WRITER;
    }

    boolean given() {
        return configuration.settings().text(Setting.INSTANCE_HOST).isPresent();
    }

    /** Returns the plugin for an instance of {@link #instance}. */
    public EnginePlugin plugin(RdsInstance instance) throws SQLException {
        String nativeDriver =
                configuration.settings().text(Setting.NATIVE_DRIVER).orElse(null);
        String named = configuration.engine() == null
                ? configuration.settings().text(Setting.INSTANCE_ENGINE).orElse(null)
                : configuration.engine();
        return Refusals.plugin(shared.plugins(), instance, named, nativeDriver);
    }

    public Connection connect() throws SQLException {
        String id = configuration.instance().id();
        return Step.run(Kind.CONNECT, id, "user " + configuration.settings().required(Setting.USER), this::connect);
    }

    private Connection connect(Step step) throws SQLException {
        // Roots that cannot be read fail here, before any call: calls of AWS would fail for the same reason.
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

    /** Returns a remark if an identifier led to an instance and a cluster has the same name. */
    public Optional<String> namesake(FleetAccess fleet, RdsInstance instance, Deadline deadline) throws SQLException {
        boolean eitherMeant =
                configuration.instance().kind() == NameKind.IDENTIFIER && instance.kind() == RdsInstance.Kind.INSTANCE;
        return eitherMeant && !given() ? fleet.remark(instance, deadline) : Optional.empty();
    }

    /** Builds the plugin's request. Fails before anything is dialled if there are no credentials. */
    ConnectRequest request(FleetAccess fleet, Endpoint endpoint, TlsTrust trust, Deadline deadline)
            throws SQLException {
        String user = configuration.settings().required(Setting.USER);
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
                nativeProperties());
    }

    private Map<String, String> nativeProperties() {
        Map<String, String> given = new HashMap<>(configuration.settings().nativeProperties());
        if (kept != null) {
            given.keySet().removeIf(name -> kept.stream().noneMatch(name::equalsIgnoreCase));
        }
        Map<String, String> users = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        users.putAll(given);
        // Connector/J takes names in any case, and of two it would take either.
        ownProperties.forEach((name, value) -> given.putIfAbsent(name, users.getOrDefault(name, value)));
        return given;
    }

    /** Diagnoses a failure outside of an attempt. */
    SQLException diagnosed(
            FleetAccess fleet, RdsInstance instance, TlsTrust trust, Deadline deadline, SQLException failure)
            throws SQLException {
        ConnectRequest request = request(fleet, Objects.requireNonNull(instance.endpoint()), trust, deadline);
        return new FailureReader(fleet, instance, plugin(instance), request, deadline).read(failure);
    }

    TlsTrust trust(Deadline deadline) throws SQLException {
        Settings settings = configuration.settings();
        Path rootCert = settings.text(Setting.TLS_ROOT_CERT).map(Path::of).orElse(null);
        boolean verifyHostname = settings.required(Setting.TLS_MODE).equals("verify-full");
        return shared.trustStore().trust(rootCert, verifyHostname, deadline);
    }

    /** Returns the address to dial: the tunnel's, a custom endpoint's instead of its cluster's, or the endpoint. */
    Endpoint dial(Endpoint endpoint) {
        Settings settings = configuration.settings();
        InstanceReference reference = configuration.instance();
        // A cluster's members are dialled by their own names.
        boolean custom = reference.kind() == NameKind.CUSTOM && endpoint.host().contains(".cluster-");
        String own = custom ? reference.host().orElseThrow() : endpoint.host();
        String host = settings.text(Setting.CONNECT_HOST)
                .orElse(settings.port(Setting.CONNECT_PORT).isPresent() ? "localhost" : own);
        return new Endpoint(host, settings.port(Setting.CONNECT_PORT).orElse(endpoint.port()));
    }

    /** Returns whether connections go through a tunnel, which decides who answers. */
    boolean tunnelled() {
        return Stream.of(Setting.CONNECT_HOST, Setting.CONNECT_PORT)
                .anyMatch(setting -> configuration.settings().text(setting).isPresent());
    }

    /**
     * Returns the limit of a whole connect. A pool sets the login timeout to its own caller's wait, part of which is
     * over when the pool dials. The margin lets the pool report our failure instead of its own timeout.
     */
    Duration limit() {
        return configuration.settings().span(Setting.CONNECT_TIMEOUT).orElseGet(() -> usualLimit(loginTimeout));
    }

    /** Returns the limit if {@code connectTimeout} is not set. */
    static Duration usualLimit(int loginTimeout) {
        int seconds = loginTimeout > 0 ? loginTimeout : DriverManager.getLoginTimeout();
        Duration limit = seconds > 0 ? Duration.ofMillis(seconds * 800L) : DEFAULT_TIMEOUT;
        return limit.compareTo(MAX_TIMEOUT) > 0 ? MAX_TIMEOUT : limit;
    }
}
