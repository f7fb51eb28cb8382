package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.calls.CallThread;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.events.Step;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.EnginePlugin;
import ai.fourminds.rds.plugin.TlsTrust;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
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
        FailureReader reader = connector.reader(fleet, instance, plugin, request, deadline);
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
}
