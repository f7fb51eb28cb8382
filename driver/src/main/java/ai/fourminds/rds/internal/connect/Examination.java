package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.ExaminationStep;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.calls.CallThread;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.connect.Findings.Found;
import ai.fourminds.rds.internal.failure.CallFailures;
import ai.fourminds.rds.internal.failure.InstanceFailures;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
import ai.fourminds.rds.internal.tls.WitnessedTrust;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.TlsTrust;
import ai.fourminds.rds.plugin.catalogue.CataloguePlugin;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Examines every prerequisite of a connect, in order, up to the first that fails. Used once, by one thread. */
public final class Examination {

    private final SharedState shared;
    private final Settings settings;
    private final String reference;
    private final String database;
    private final Findings findings;

    /**
     * @param database the database, or empty for the engine's default
     * @param listener called after each step
     */
    public Examination(
            SharedState shared,
            Settings settings,
            String reference,
            String database,
            Consumer<ExaminationStep> listener) {
        this.findings = new Findings(listener);
        this.shared = shared;
        this.settings = settings;
        this.reference = reference;
        this.database = database;
    }

    /** Examines. Returns failures, never throws them. */
    public List<ExaminationStep> run() {
        Optional<Connector> connector = findings.step("settings", Optional.of(settings), this::settings);
        Optional<AwsKeys> keys = findings.step("credentials", connector, Examination::credentials);
        Optional<RdsInstance> instance =
                findings.step("permission", keys.flatMap(valid -> connector), Examination::permission);
        Optional<Endpoint> endpoint = findings.step("instance", instance, found -> instance(connector.get(), found));
        Optional<Endpoint> resolved =
                findings.step("dns", endpoint, real -> dns(connector.get(), instance.get(), real));
        Optional<Endpoint> reached = findings.step("tcp", resolved, real -> tcp(connector.get(), instance.get(), real));
        if (reached.isPresent()) {
            login(connector.get(), instance.get(), reached.get());
        } else {
            List.of("tls", "token", "login", "grants").forEach(findings::skipped);
        }
        return findings.steps();
    }

    private Found<Connector> settings(Settings checked) throws SQLException {
        Connector connector = new Connector(
                        shared, Configuration.of(checked, reference, database.isEmpty() ? null : database), 0)
                .followed();
        connector.trust(Deadline.in(connector.limit()));
        return new Found<>(
                connector,
                "region " + connector.fleet().region() + ", auth=" + checked.required(Setting.AUTH) + ", database user "
                        + checked.required(Setting.USER));
    }

    private static Found<AwsKeys> credentials(Connector connector) throws SQLException {
        FleetAccess fleet = connector.fleet();
        String arn = fleet.caller(fleet.deadline()).arn();
        AwsKeys keys = fleet.keys(fleet.deadline());
        String until = keys.expiration() == null ? "no end known" : "valid until " + keys.expiration();
        return new Found<>(keys, arn + ", " + until);
    }

    private static Found<RdsInstance> permission(Connector connector) throws SQLException {
        FleetAccess fleet = connector.fleet();
        RdsInstance instance = connector.refreshedInstance(fleet, fleet.deadline());
        return new Found<>(
                instance, connector.given() ? "not needed: the instance is given by instanceHost" : found(instance));
    }

    private static String found(RdsInstance instance) {
        String kind = instance.kind() == RdsInstance.Kind.INSTANCE
                ? ""
                : instance.kind().name().toLowerCase(Locale.ROOT) + " ";
        return kind + instance.id() + " found: "
                + Stream.of((instance.engine() + " " + instance.engineVersion()).strip(), instance.instanceClass())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "));
    }

    private static Found<Endpoint> instance(Connector connector, RdsInstance instance) throws SQLException {
        FleetAccess fleet = connector.fleet();
        Optional<String> namesake = connector.namesake(fleet, instance, fleet.deadline());
        try {
            EnginePlugin plugin = connector.plugin(instance);
            Refusals.reserved(plugin, connector.configuration().settings());
            Endpoint endpoint = Refusals.endpoint(instance);
            return new Found<>(
                    endpoint,
                    instance.status() + ", IAM authentication on, endpoint " + endpoint
                            + namesake.map(remark -> ". " + remark).orElse(""));
        } catch (SQLException refusal) {
            throw namesake.map(remark -> InstanceFailures.with(refusal, remark)).orElse(refusal);
        }
    }

    private static Found<Endpoint> dns(Connector connector, RdsInstance instance, Endpoint endpoint)
            throws SQLException {
        String host = connector.dial(endpoint).host();
        try {
            String addresses = CallThread.run(
                    () -> addresses(host),
                    Deadline.in(connector.limit()),
                    () -> CallFailures.resolverSilent(host),
                    unused -> {});
            return new Found<>(endpoint, host + " is " + addresses);
        } catch (SQLException unknown) {
            throw diagnosed(connector, instance, endpoint, unknown);
        }
    }

    private static String addresses(String host) throws SQLException {
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .map(InetAddress::getHostAddress)
                    .collect(Collectors.joining(", "));
        } catch (UnknownHostException unknown) {
            throw CallFailures.unreachable(unknown);
        }
    }

    private static Found<Endpoint> tcp(Connector connector, RdsInstance instance, Endpoint endpoint)
            throws SQLException {
        Endpoint dial = connector.dial(endpoint);
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(dial.host(), dial.port()),
                    Math.toIntExact(connector.limit().toMillis()));
            return new Found<>(endpoint, dial + " accepts connections");
        } catch (IOException unreachable) {
            throw diagnosed(connector, instance, endpoint, CallFailures.unreachable(unreachable));
        }
    }

    /** Examines TLS, token and login in one connect of the native driver; the trust passed to it distinguishes them. */
    private void login(Connector connector, RdsInstance instance, Endpoint endpoint) {
        long begun = System.nanoTime();
        try {
            EnginePlugin plugin = connector.plugin(instance);
            Deadline deadline = Deadline.in(connector.limit());
            TlsTrust trust = connector.trust(deadline);
            WitnessedTrust witness = WitnessedTrust.over(trust);
            FleetAccess fleet = connector.fleet();
            ConnectRequest request =
                    connector.request(fleet, endpoint, witness.trust(trust.verifyHostname()), deadline);
            try (Connection connection = ConnectAttempts.open(plugin, request, deadline)) {
                verified(witness, begun);
                token(request);
                findings.ok(
                        "login",
                        System.nanoTime() - witness.verifiedAt(),
                        "as " + request.user() + member(connector, instance, plugin, connection));
                findings.step("grants", Optional.of(connection), open -> grants(plugin, open));
            } catch (SQLException failure) {
                refused(
                        connector
                                .reader(fleet, instance, plugin, request, deadline)
                                .read(failure),
                        request,
                        witness,
                        begun);
            }
        } catch (SQLException failure) {
            findings.failed("tls", System.nanoTime() - begun, failure);
            List.of("token", "login", "grants").forEach(findings::skipped);
        }
    }

    private static String member(Connector connector, RdsInstance instance, EnginePlugin plugin, Connection connection)
            throws SQLException {
        if (instance.kind() != RdsInstance.Kind.CLUSTER) {
            return "";
        }
        if (plugin.takesWrites(connection)) {
            return ", on the writer";
        }
        return ", on a reader"
                + (connector.writerOnly(instance)
                        ? ": DNS still leads to it; connects look for the writer among the members"
                        : "");
    }

    private void refused(SQLException diagnosis, ConnectRequest request, WitnessedTrust witness, long begun) {
        boolean duringTls = witness.chain().isEmpty()
                || (diagnosis instanceof RdsFailure failure
                        && failure.diagnosis().code().startsWith("certificate"));
        if (duringTls) {
            findings.failed("tls", System.nanoTime() - begun, diagnosis);
            findings.skipped("token");
            findings.skipped("login");
        } else {
            verified(witness, begun);
            token(request);
            findings.failed("login", System.nanoTime() - witness.verifiedAt(), diagnosis);
        }
        findings.skipped("grants");
    }

    private void verified(WitnessedTrust witness, long begun) {
        X509Certificate own = witness.chain().map(chain -> chain[0]).orElseThrow();
        String root = witness.root()
                .map(certificate -> certificate.getSubjectX500Principal().getName())
                .orElse("a trusted root");
        findings.ok(
                "tls",
                witness.verifiedAt() - begun,
                "certificate valid until " + own.getNotAfter().toInstant() + ", signed by " + root);
    }

    private void token(ConnectRequest request) {
        findings.ok("token", 0, "signed for " + request.endpoint() + " and " + request.user() + ", valid 15 minutes");
    }

    private static Found<Boolean> grants(EnginePlugin plugin, Connection connection) throws SQLException {
        if (!(plugin instanceof CataloguePlugin browsable)) {
            return new Found<>(true, "not examined: the plugin of " + plugin.name() + " lists no tables");
        }
        String database = connection.getCatalog();
        if (database == null || database.isEmpty()) {
            // MySQL and MariaDB have no default database.
            return new Found<>(true, "not examined: no database is named");
        }
        int tables = browsable.catalogue(connection).tables().size();
        List<TableName> closed = browsable.catalogue(connection).unreadableTables();
        String detail =
                "database " + database + ": " + tables + " tables, " + (tables - closed.size()) + " of them readable";
        if (!closed.isEmpty()) {
            detail += "; not: "
                    + closed.stream().limit(5).map(TableName::qualified).collect(Collectors.joining(", "))
                    + (closed.size() > 5 ? ", …" : "");
        }
        return new Found<>(true, detail);
    }

    private static SQLException diagnosed(
            Connector connector, RdsInstance instance, Endpoint endpoint, SQLException cause) throws SQLException {
        FleetAccess fleet = connector.fleet();
        Deadline deadline = Deadline.in(connector.limit());
        ConnectRequest request = connector.request(fleet, endpoint, connector.trust(deadline), deadline);
        return connector
                .reader(fleet, instance, connector.plugin(instance), request, deadline)
                .read(cause);
    }
}
