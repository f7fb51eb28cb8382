package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.Diagnosis;
import ai.fourminds.rds.failure.FailureKind;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.ExaminationStep;
import ai.fourminds.rds.fleet.ExaminationStep.Status;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.calls.CallThread;
import ai.fourminds.rds.internal.calls.CallThread.Call;
import ai.fourminds.rds.internal.calls.Deadline;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Examines every prerequisite of a connect, in order, up to the first that fails. Used once, by one thread. */
@SuppressWarnings("NullAway.Init") // Each step sets what later steps read; after a failure no later step runs.
public final class Examination {

    private final SharedState shared;
    private final Settings settings;
    private final String reference;
    private final String database;
    private final Findings findings;
    private Connector connector;
    private FleetAccess fleet;
    private RdsInstance instance;
    private Endpoint endpoint;

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
        boolean reached = findings.step("settings", this::settings)
                && findings.step("credentials", this::credentials)
                && findings.step("permission", this::permission)
                && findings.step("instance", this::instance)
                && findings.step("dns", this::dns)
                && findings.step("tcp", this::tcp);
        if (reached) {
            login();
        }
        return findings.steps();
    }

    private String settings() throws SQLException {
        Configuration configuration = Configuration.of(settings, reference, database.isEmpty() ? null : database);
        connector = new Connector(shared, configuration, 0).followed();
        connector.trust(Deadline.in(connector.limit()));
        fleet = connector.fleet();
        return "region " + fleet.region() + ", auth=" + settings.required(Setting.AUTH) + ", database user "
                + settings.required(Setting.USER);
    }

    private String credentials() throws SQLException {
        String arn = fleet.caller(fleet.deadline()).arn();
        AwsKeys keys = fleet.keys(fleet.deadline());
        return arn + ", " + (keys.expiration() == null ? "no end known" : "valid until " + keys.expiration());
    }

    private String permission() throws SQLException {
        instance = connector.refreshedInstance(fleet, fleet.deadline());
        if (connector.given()) {
            return "not needed: the instance is given by instanceHost";
        }
        String kind = instance.kind() == RdsInstance.Kind.INSTANCE
                ? ""
                : instance.kind().name().toLowerCase(Locale.ROOT) + " ";
        return kind + instance.id() + " found: "
                + Stream.of((instance.engine() + " " + instance.engineVersion()).strip(), instance.instanceClass())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(", "));
    }

    private String instance() throws SQLException {
        Optional<String> namesake = connector.namesake(fleet, instance, fleet.deadline());
        try {
            Refusals.reserved(connector.plugin(instance), settings);
            endpoint = Refusals.endpoint(instance);
            return instance.status() + ", IAM authentication on, endpoint " + endpoint
                    + namesake.map(remark -> ". " + remark).orElse("");
        } catch (SQLException refusal) {
            throw namesake.map(remark -> InstanceFailures.with(refusal, remark)).orElse(refusal);
        }
    }

    private String dns() throws SQLException {
        String host = connector.dial(endpoint).host();
        try {
            String addresses = CallThread.run(
                    () -> addresses(host),
                    Deadline.in(connector.limit()),
                    () -> CallFailures.resolverSilent(host),
                    unused -> {});
            return host + " is " + addresses;
        } catch (SQLException unknown) {
            throw diagnosed(unknown);
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

    private String tcp() throws SQLException {
        Endpoint dial = connector.dial(endpoint);
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(dial.host(), dial.port()),
                    Math.toIntExact(connector.limit().toMillis()));
            return dial + " accepts connections";
        } catch (IOException unreachable) {
            throw diagnosed(CallFailures.unreachable(unreachable));
        }
    }

    private SQLException diagnosed(SQLException cause) throws SQLException {
        Deadline deadline = Deadline.in(connector.limit());
        return connector.diagnosed(fleet, instance, connector.trust(deadline), deadline, cause);
    }

    /** Examines TLS, token and login in one connect of the native driver; the trust passed to it distinguishes them. */
    private void login() {
        long begun = System.nanoTime();
        try {
            EnginePlugin plugin = connector.plugin(instance);
            Deadline deadline = Deadline.in(connector.limit());
            TlsTrust trust = connector.trust(deadline);
            WitnessedTrust witness = new WitnessedTrust(trust);
            ConnectRequest request =
                    connector.request(fleet, endpoint, witness.trust(trust.verifyHostname()), deadline);
            try (Connection connection = ConnectAttempts.open(plugin, request, deadline)) {
                verified(request, witness, begun);
                findings.ok(
                        "login",
                        System.nanoTime() - witness.verifiedAt(),
                        "as " + request.user() + member(plugin, connection));
                findings.step("grants", () -> grants(plugin, connection));
            } catch (SQLException failure) {
                FailureReader reader = new FailureReader(fleet, instance, plugin, request, deadline);
                refused(reader.read(failure), request, witness, begun);
            }
        } catch (SQLException failure) {
            findings.failed("tls", System.nanoTime() - begun, failure);
        }
    }

    private String member(EnginePlugin plugin, Connection connection) throws SQLException {
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
        } else {
            verified(request, witness, begun);
            findings.failed("login", System.nanoTime() - witness.verifiedAt(), diagnosis);
        }
    }

    private void verified(ConnectRequest request, WitnessedTrust witness, long begun) {
        X509Certificate own = witness.chain().map(chain -> chain[0]).orElseThrow();
        String root = witness.root()
                .map(certificate -> certificate.getSubjectX500Principal().getName())
                .orElse("a trusted root");
        findings.ok(
                "tls",
                witness.verifiedAt() - begun,
                "certificate valid until " + own.getNotAfter().toInstant() + ", signed by " + root);
        findings.ok("token", 0, "signed for " + endpoint + " and " + request.user() + ", valid 15 minutes");
    }

    private static String grants(EnginePlugin plugin, Connection connection) throws SQLException {
        if (!(plugin instanceof CataloguePlugin browsable)) {
            return "not examined: the plugin of " + plugin.name() + " lists no tables";
        }
        String database = connection.getCatalog();
        if (database == null || database.isEmpty()) {
            // MySQL and MariaDB have no default database.
            return "not examined: no database is named";
        }
        int tables = browsable.catalogue(connection).tables().size();
        List<TableName> closed = browsable.catalogue(connection).unreadableTables();
        String detail =
                "database " + database + ": " + tables + " tables, " + (tables - closed.size()) + " of them readable";
        return closed.isEmpty()
                ? detail
                : detail + "; not: "
                        + closed.stream().limit(5).map(TableName::qualified).collect(Collectors.joining(", "))
                        + (closed.size() > 5 ? ", …" : "");
    }

    /** The findings of an examination so far: after the first failure every further step is skipped. Used by one thread. */
    private static final class Findings {

        private static final List<String> NAMES = List.of(
                "settings", "credentials", "permission", "instance", "dns", "tcp", "tls", "token", "login", "grants");

        private final List<ExaminationStep> steps = new ArrayList<>();
        private final Consumer<ExaminationStep> listener;

        /** @param listener called after each step */
        Findings(Consumer<ExaminationStep> listener) {
            this.listener = listener;
        }

        /** Runs a step; returns whether it succeeded. The check returns the text for the user. */
        boolean step(String name, Call<String> check) {
            long begun = System.nanoTime();
            try {
                String detail = check.call();
                ok(name, System.nanoTime() - begun, detail);
                return true;
            } catch (SQLException failure) {
                failed(name, System.nanoTime() - begun, failure);
                return false;
            }
        }

        void ok(String name, long nanos, String detail) {
            add(new ExaminationStep(name, Status.OK, nanos / 1_000_000, detail, "", null));
        }

        void failed(String name, long nanos, SQLException failure) {
            String detail = Causes.message(failure);
            String remedy = "See the database's own message.";
            // A failure that the driver has not diagnosed comes from the database, after the login.
            FailureKind kind = FailureKind.LOGIN;
            if (failure instanceof RdsFailure diagnosed) {
                Diagnosis diagnosis = diagnosed.diagnosis();
                detail = (diagnosis.headline() + " " + diagnosis.detail()).strip();
                remedy = diagnosis.remedy();
                kind = diagnosis.kind();
            }
            add(new ExaminationStep(name, Status.FAILED, nanos / 1_000_000, detail, remedy, kind));
            NAMES.stream()
                    .skip(NAMES.indexOf(name) + 1L)
                    .forEach(later -> add(new ExaminationStep(later, Status.SKIPPED, 0, "", "", null)));
        }

        private void add(ExaminationStep step) {
            steps.add(step);
            listener.accept(step);
        }

        List<ExaminationStep> steps() {
            return List.copyOf(steps);
        }
    }
}
