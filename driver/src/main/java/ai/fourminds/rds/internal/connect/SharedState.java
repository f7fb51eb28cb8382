package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.fleet.CallerIdentity;
import ai.fourminds.rds.fleet.RdsCluster;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.calls.SharedCalls;
import ai.fourminds.rds.internal.connect.FleetAccess.ClusterKey;
import ai.fourminds.rds.internal.connect.FleetAccess.InstanceKey;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.internal.credentials.CredentialsSource;
import ai.fourminds.rds.internal.credentials.Identity;
import ai.fourminds.rds.internal.discovery.DnsAliases;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import ai.fourminds.rds.internal.discovery.Lookup;
import ai.fourminds.rds.internal.saved.ConfigurationFolder;
import ai.fourminds.rds.internal.tls.RootsFile;
import ai.fourminds.rds.internal.tls.TrustStore;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * State that all connects of one copy of the driver share: plugins, credentials methods, and AWS's cached responses.
 * Thread-safe.
 *
 * @param credentials AWS credentials by identity
 * @param instances instances by identity and request
 * @param members the instances of a cluster by identity
 * @param remarks remarks on an instance or cluster by its ARN and identity
 * @param listings all instances by identity
 * @param clusters all clusters by identity
 * @param callers the caller's AWS identity by identity
 * @param regions the region if no setting names it
 */
public record SharedState(
        EnginePlugins plugins,
        CredentialsMethods methods,
        CredentialsSource credentials,
        Lookup lookup,
        SharedCalls<InstanceKey, RdsInstance> instances,
        SharedCalls<ClusterKey, List<RdsInstance>> members,
        SharedCalls<ClusterKey, Optional<String>> remarks,
        SharedCalls<Identity, List<RdsInstance>> listings,
        SharedCalls<Identity, List<RdsCluster>> clusters,
        SharedCalls<Identity, CallerIdentity> callers,
        RegionChoice regions,
        TrustStore trustStore) {

    private static final int CAPACITY = 1_000;
    private static final int FEW = 16;

    public static SharedState of(EnginePlugins plugins, CredentialsMethods methods, Clock clock) {
        return of(plugins, methods, clock, new DnsAliases(clock));
    }

    static SharedState of(EnginePlugins plugins, CredentialsMethods methods, Clock clock, DnsAliases names) {
        return new SharedState(
                plugins,
                methods,
                new CredentialsSource(methods, clock),
                new Lookup(plugins, names),
                // An old description is used only during an AWS outage, not for an instance that was deleted or may not
                // be described.
                new SharedCalls<>(clock, CAPACITY, failure -> !(failure instanceof SQLTransientException)),
                new SharedCalls<>(clock, CAPACITY, failure -> true),
                new SharedCalls<>(clock, CAPACITY, failure -> true),
                new SharedCalls<>(clock, FEW, failure -> true),
                new SharedCalls<>(clock, FEW, failure -> true),
                new SharedCalls<>(clock, FEW, failure -> true),
                new RegionChoice(clock),
                new TrustStore(new RootsFile(ConfigurationFolder.of(System.getenv()))));
    }

    /** Returns the state of this class loader, created at first use and not at class load. */
    public static SharedState get() {
        return Holder.STATE;
    }

    private static final class Holder {
        static final SharedState STATE = of(new EnginePlugins(), CredentialsMethods.load(), Clock.systemUTC());
    }
}
