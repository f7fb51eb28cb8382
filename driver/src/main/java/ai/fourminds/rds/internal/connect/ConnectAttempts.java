package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.calls.CallThread;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.events.Step;
import ai.fourminds.rds.internal.events.Step.Kind;
import ai.fourminds.rds.internal.failure.CallFailures;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.TlsTrust;
import ai.fourminds.rds.plugin.TokenSource;
import java.security.CodeSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one connect. In each, the plugin opens a connection; a failed attempt is repeated if the instance or
 * the keys have changed. Immutable; used by one thread.
 */
record ConnectAttempts(Connector connector, Step step, FleetAccess fleet, TlsTrust trust, Deadline deadline) {

    private static final Logger LOG = Logger.getLogger("ai.fourminds.rds");
    // A native driver that ends by its own deadline reports the cause better than we can.
    private static final Duration GRACE = Duration.ofMillis(150);

    /** Connects to an instance; looks it up again if it may have changed. */
    Connection connect(RdsInstance instance) throws SQLException {
        try {
            return once(instance);
        } catch (AttemptFailure failure) {
            RdsInstance now = lookAgain(failure, instance);
            if (now.equals(instance) && !keysWereReplaced(failure)) {
                throw failure.diagnosis;
            }
            step.note("tried again after " + code(failure.diagnosis));
            try {
                return once(now);
            } catch (AttemptFailure again) {
                again.diagnosis.addSuppressed(failure.diagnosis);
                throw again.diagnosis;
            }
        }
    }

    /** Returns the instance as RDS describes it now if an old description may be the cause; else the same one. */
    private RdsInstance lookAgain(AttemptFailure failure, RdsInstance instance) {
        try {
            return failure.instanceMayHaveChanged ? connector.refreshedInstance(fleet, deadline) : instance;
        } catch (SQLException unanswered) {
            // The deadline has passed; the call goes on for the next connect.
            if (!deadline.left().isZero()) {
                failure.diagnosis.addSuppressed(unanswered);
            }
            return instance;
        }
    }

    private boolean keysWereReplaced(AttemptFailure failure) {
        try {
            return code(failure.diagnosis) == FailureCode.AUTHENTICATION_FAILED && fleet.keysWereReplaced(deadline);
        } catch (SQLException unanswered) {
            failure.diagnosis.addSuppressed(unanswered);
            return false;
        }
    }

    private static @Nullable FailureCode code(SQLException failure) {
        return failure instanceof RdsFailure diagnosed ? diagnosed.diagnosis().failure() : null;
    }

    /** Connects to an instance as described, or refuses if that cannot work. */
    Connection once(RdsInstance instance) throws SQLException, AttemptFailure {
        EnginePlugin plugin;
        Endpoint endpoint;
        try {
            plugin = connector.plugin(instance);
            endpoint = Refusals.endpoint(instance);
        } catch (SQLException refusal) {
            throw new AttemptFailure(refusal, true);
        }
        Refusals.reserved(plugin, connector.configuration().settings());
        // The engine's own plugin knows its users, whichever native driver connects.
        Refusals.user(
                connector.shared().plugins().forRdsEngine(instance.engine()).orElse(plugin),
                connector.configuration().settings());
        ConnectRequest request = connector.request(fleet, endpoint, trust, deadline);
        FailureReader reader = new FailureReader(fleet, instance, plugin, request, deadline);
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

    /** Connects through the plugin in a thread that can be abandoned. */
    static Connection open(EnginePlugin plugin, ConnectRequest request, Deadline deadline) throws SQLException {
        LoginSteps steps = new LoginSteps(request);
        try {
            Connection connection = CallThread.run(
                    () -> steps.connect(plugin), deadline.plus(GRACE), steps::late, ConnectAttempts::close);
            steps.done();
            return connection;
        } catch (SQLException failure) {
            steps.failed(failure);
            throw failure;
        }
    }

    /** Closes a connection that is not used: it came too late or leads to a reader. */
    static void close(Connection late) {
        try {
            late.close();
        } catch (SQLException alreadyBroken) {
            LOG.log(Level.FINE, "a connection that nobody wants was broken", alreadyBroken);
        }
    }

    /** An attempt that failed or was refused; never leaves this package. */
    static final class AttemptFailure extends Exception {
        private static final long serialVersionUID = 1L;
        final transient SQLException diagnosis;
        final boolean instanceMayHaveChanged;

        AttemptFailure(SQLException diagnosis, boolean instanceMayHaveChanged) {
            super(diagnosis);
            this.diagnosis = diagnosis;
            this.instanceMayHaveChanged = instanceMayHaveChanged;
        }
    }

    /**
     * Divides a native driver's connect into TLS, token and login: a plugin requests the token once the certificate is
     * verified. Later logins of the same connection, made to cancel statements, only report their token. Thread-safe.
     */
    private static final class LoginSteps implements TokenSource {

        private final ConnectRequest request;
        private volatile @Nullable Thread connecting;
        private Step step;

        LoginSteps(ConnectRequest request) {
            this.request = request;
            this.step = begin(Kind.TLS);
        }

        private Step begin(Kind kind) {
            return Step.begin(
                    kind, request.endpoint().toString(), "dialled " + request.dial() + ", user " + request.user());
        }

        /** Connects through the plugin. Native drivers also throw unchecked exceptions, because of a host or a property. */
        Connection connect(EnginePlugin plugin) throws SQLException {
            connecting = Thread.currentThread();
            try {
                return plugin.connect(watched());
            } catch (RuntimeException stumbled) {
                throw CallFailures.nativeDriverFails(stumbled);
            }
        }

        /** Returns the failure for a native driver that missed the deadline; its thread's stack trace shows the cause. */
        SQLException late() {
            Thread thread = connecting;
            if (thread == null) {
                return CallFailures.notAccepted();
            }
            StackTraceElement[] frames = thread.getStackTrace();
            if (Arrays.stream(frames).anyMatch(frame -> frame.getClassName().startsWith("java.net.InetAddress"))) {
                return CallFailures.resolverSilent(request.dial().host());
            }
            boolean dialling = Arrays.stream(frames)
                    .anyMatch(frame -> frame.getClassName().equals("java.net.Socket")
                            && frame.getMethodName().equals("connect"));
            return dialling ? CallFailures.notAccepted() : CallFailures.serverSilent();
        }

        /** Returns the request with this object as its token source. */
        private ConnectRequest watched() {
            return new ConnectRequest(
                    request.endpoint(),
                    request.dial(),
                    request.database(),
                    request.user(),
                    this,
                    request.tls(),
                    request.connectTimeout(),
                    request.nativeProperties());
        }

        @Override
        public synchronized AuthToken mint(Duration limit) throws SQLException {
            step.done();
            AuthToken token = Step.run(
                    Kind.TOKEN,
                    request.endpoint().toString(),
                    "user " + request.user(),
                    unused -> request.tokens().mint(limit));
            step = begin(Kind.LOGIN);
            return token;
        }

        synchronized void done() {
            step.done();
        }

        synchronized void failed(SQLException failure) {
            step.failed(failure);
        }
    }

    /** Finds the jars of conflicting classes on a class path. Stateless. */
    static final class ClassPlaces {

        private static final Pattern CLASS_NAME = Pattern.compile("(?:\\w+[./])+[A-Z][\\w$]*");

        // The depth of org.mariadb.jdbc and com.mysql.cj.
        private static final int LIBRARY_WORDS = 3;

        private ClassPlaces() {}

        /** Returns the classes that a linkage error names, each with its jar, as the plugin finds them. */
        static Set<String> named(LinkageError error, Object plugin) {
            Set<String> places = new TreeSet<>();
            Matcher names = CLASS_NAME.matcher(String.valueOf(error.getMessage()));
            while (names.find()) {
                String name = names.group().replace('/', '.');
                place(name, plugin.getClass().getClassLoader()).ifPresent(place -> places.add(name + " in " + place));
            }
            return places;
        }

        /** Returns the drivers of a missing class's library, which is there in a version that lacks the class. */
        static Set<String> ofDriver(NoClassDefFoundError missing, Object plugin) {
            String name = String.valueOf(missing.getMessage()).replace('/', '.');
            String library =
                    Stream.of(name.split("\\.")).limit(LIBRARY_WORDS).collect(Collectors.joining(".", "", "."));
            ClassLoader loader = plugin.getClass().getClassLoader();
            return ServiceLoader.load(Driver.class, loader).stream()
                    .map(driver -> driver.type().getName())
                    .filter(driver -> driver.startsWith(library))
                    .flatMap(driver -> place(driver, loader).map(place -> driver + " in " + place).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static Optional<String> place(String name, ClassLoader loader) {
            try {
                CodeSource source =
                        Class.forName(name, false, loader).getProtectionDomain().getCodeSource();
                return source == null || source.getLocation() == null
                        ? Optional.empty()
                        : Optional.of(source.getLocation().getPath());
            } catch (ClassNotFoundException | LinkageError noSuchClass) {
                return Optional.empty();
            }
        }
    }
}
