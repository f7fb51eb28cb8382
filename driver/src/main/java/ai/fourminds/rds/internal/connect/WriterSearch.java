package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.failure.FailureKind;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.calls.CallThread;
import ai.fourminds.rds.internal.connect.ConnectAttempts.AttemptFailure;
import ai.fourminds.rds.internal.failure.CallFailures;
import ai.fourminds.rds.internal.failure.InstanceFailures;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the writer of a cluster. After a failover the writer endpoint leads to the old writer until DNS caches
 * expire, including the JVM's. A connection that accepts no writes is closed, and the members are dialled by their own
 * names. Used once, by one thread.
 */
final class WriterSearch {

    // A failover takes seconds; shorter pauses would only load members that are restarting.
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Connector connector;
    private final ConnectAttempts attempts;
    private @Nullable SQLException failure;
    private boolean readers;

    WriterSearch(Connector connector, ConnectAttempts attempts) {
        this.connector = connector;
        this.attempts = attempts;
    }

    Connection connect(RdsInstance cluster) throws SQLException {
        Connection writer = null;
        try {
            writer = writing(cluster, attempts.connect(cluster));
        } catch (SQLException refused) {
            failure = refused;
        }
        // If no reader has answered, the only sign of a failover is that the writer cannot be reached.
        boolean search = readers || (failure != null && isNetwork(failure) && !connector.tunnelled());
        while (writer == null && search && !attempts.deadline().left().isZero()) {
            writer = among(candidates(cluster));
            search = readers;
            if (writer == null && search) {
                refuseSecondary(cluster);
                pause();
            }
        }
        if (writer == null) {
            throw readers ? noWriter(cluster) : Objects.requireNonNull(failure);
        }
        return writer;
    }

    /** Fails for a secondary of a global cluster, whose members never accept writes. */
    private void refuseSecondary(RdsInstance cluster) throws SQLException {
        Optional<String> elsewhere = Optional.empty();
        try {
            elsewhere = attempts.fleet().remark(cluster, attempts.deadline().within(Connector.REMARK_TIMEOUT));
        } catch (SQLException unanswered) {
            keep(unanswered);
        }
        if (elsewhere.isPresent()) {
            throw InstanceFailures.secondary(cluster, elsewhere.get());
        }
    }

    private SQLException noWriter(RdsInstance cluster) {
        SQLException noWriter = InstanceFailures.noWriter(
                cluster, connector.tunnelled(), attempts.deadline().limit());
        if (failure != null) {
            noWriter.addSuppressed(failure);
        }
        return noWriter;
    }

    private static boolean isNetwork(SQLException failure) {
        return failure instanceof RdsFailure diagnosed
                && diagnosed.diagnosis().kind() == FailureKind.NETWORK
                && diagnosed.diagnosis().failure().isTransient();
    }

    /** Returns the members to dial; through a tunnel, whose target is fixed, the cluster again. */
    private List<RdsInstance> candidates(RdsInstance cluster) {
        if (connector.tunnelled()) {
            return List.of(cluster);
        }
        try {
            return attempts.fleet().members(cluster.id(), attempts.deadline()).stream()
                    .filter(member -> member.endpoint() != null)
                    .toList();
        } catch (SQLException unanswered) {
            keep(unanswered);
            return List.of(cluster);
        }
    }

    private @Nullable Connection among(List<RdsInstance> members) throws SQLException {
        for (RdsInstance member : members) {
            if (attempts.deadline().left().isZero()) {
                break;
            }
            try {
                Connection writer = writing(member, attempts.once(member));
                if (writer != null) {
                    return writer;
                }
            } catch (AttemptFailure refused) {
                keep(refused.diagnosis);
            }
        }
        return null;
    }

    /** Keeps the first failure, which is that of the endpoint the user named. */
    private void keep(SQLException later) {
        if (failure == null) {
            failure = later;
        } else if (failure != later) {
            failure.addSuppressed(later);
        }
    }

    /** Returns the connection if it accepts writes; else closes it and returns null. */
    private @Nullable Connection writing(RdsInstance member, Connection connection) throws SQLException {
        EnginePlugin plugin = connector.plugin(member);
        boolean writes = false;
        try {
            writes = CallThread.run(
                    () -> plugin.takesWrites(connection),
                    attempts.deadline(),
                    CallFailures::serverSilent,
                    unused -> {});
            if (!writes) {
                readers = true;
                attempts.step().note(member.endpoint() + " is a reader");
            }
        } catch (SQLException broken) {
            keep(connector.diagnosed(attempts.fleet(), member, attempts.trust(), attempts.deadline(), broken));
        } finally {
            if (!writes) {
                ConnectAttempts.close(connection);
            }
        }
        return writes ? connection : null;
    }

    private void pause() throws SQLException {
        try {
            Thread.sleep(Math.min(PAUSE.toMillis(), attempts.deadline().left().toMillis()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw CallFailures.interrupted(stop);
        }
    }
}
