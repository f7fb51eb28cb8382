package ai.fourminds.rds;

import ai.fourminds.rds.fleet.CallerIdentity;
import ai.fourminds.rds.fleet.ExaminationStep;
import ai.fourminds.rds.fleet.RdsCluster;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.connect.Configuration;
import ai.fourminds.rds.internal.connect.Connector;
import ai.fourminds.rds.internal.connect.Examination;
import ai.fourminds.rds.internal.connect.FleetAccess;
import ai.fourminds.rds.internal.connect.SharedState;
import ai.fourminds.rds.internal.settings.JdbcUrl;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The instances and clusters of a region as one AWS identity sees them. Immutable and thread-safe; keeps no connection
 * open.
 */
public final class RdsFleet {

    private final SharedState shared;
    private final Settings settings;

    private RdsFleet(SharedState shared, Settings settings) {
        this.shared = shared;
        this.settings = settings;
    }

    /**
     * Creates a fleet from settings, which win over the environment.
     *
     * @param settings values by the names of {@link #settings()}, and native driver properties
     * @throws SQLException naming every fault
     */
    public static RdsFleet of(Map<String, String> settings) throws SQLException {
        SharedState shared = SharedState.get();
        return new RdsFleet(shared, Configuration.ofSettings(shared, settings, System.getenv()));
    }

    /** Returns the settings table without {@code instance}, which a fleet's methods take as an argument. */
    public static List<SettingInfo> settings() {
        Map<String, Set<String>> methods = SharedState.get().methods().settingsByName();
        return Arrays.stream(Setting.values())
                .filter(setting -> setting != Setting.INSTANCE)
                .map(setting -> SettingInfo.of(setting, methods))
                .toList();
    }

    /** The AWS region in force. */
    public String region() throws SQLException {
        return access().region();
    }

    /**
     * Returns the AWS partition of a region, with which ARNs begin: {@code aws}, {@code aws-cn}, {@code aws-us-gov}.
     */
    public static String partition(String region) {
        return PartitionMetadata.of(Region.of(region)).id();
    }

    /** Returns the database user that connections log in as. */
    public String user() {
        return settings.required(Setting.USER);
    }

    /** Returns the caller's AWS identity (STS {@code GetCallerIdentity}). */
    public CallerIdentity caller() throws SQLException {
        FleetAccess fleet = access();
        return fleet.caller(fleet.deadline());
    }

    /** Returns every instance of the region that the caller may see, sorted by identifier. */
    public List<RdsInstance> instances() throws SQLException {
        return access().instances();
    }

    /**
     * Returns every cluster of the region that the caller may see, sorted by identifier. Without permission for
     * {@code rds:DescribeDBClusters}, derives the clusters from their instances.
     */
    public List<RdsCluster> clusters() throws SQLException {
        return access().clusters();
    }

    /**
     * Returns every proxy of the region, sorted by name; empty without permission for {@code rds:DescribeDBProxies}.
     */
    public List<RdsInstance> proxies() throws SQLException {
        return access().proxies();
    }

    /** Finds an instance, cluster or proxy by identifier, ARN, endpoint or a DNS name of the user's own. */
    public RdsInstance instance(String reference) throws SQLException {
        Connector connector = connector(reference, null).followed();
        FleetAccess fleet = connector.fleet();
        return connector.instance(fleet, fleet.deadline());
    }

    /**
     * Finds a database of an instance or cluster. Looks up the instance; does not connect.
     *
     * @param reference identifier, ARN, endpoint or a DNS name of the user's own
     * @param database the database, or null for the engine's default
     * @throws SQLException if nothing is found, or the engine has no plugin
     */
    public RdsDatabase database(String reference, @Nullable String database) throws SQLException {
        Connector connector = connector(reference, database);
        Connector now = connector.followed();
        FleetAccess fleet = now.fleet();
        RdsInstance instance = now.instance(fleet, fleet.deadline());
        EnginePlugin plugin = now.plugin(instance);
        Map<String, String> shown = new TreeMap<>(settings.shown());
        settings.nativeProperties().forEach((name, value) -> {
            if (plugin.urlProperties().stream().anyMatch(name::equalsIgnoreCase)) {
                shown.put(name, value);
            }
        });
        String region = now.equals(connector) ? fleet.region() : null;
        return new RdsDatabase(
                instance,
                plugin,
                connector.with(null, plugin.programProperties("fourminds-rds")),
                JdbcUrl.of(connector.named(), database, region, shown));
    }

    /**
     * Examines every prerequisite of a connect in order and stops at the first that fails. Returns failures, never
     * throws them.
     *
     * @param reference identifier, ARN or endpoint
     * @param database the database, or null for the engine's default
     */
    public List<ExaminationStep> examine(String reference, @Nullable String database) {
        return examine(reference, database, step -> {});
    }

    /**
     * Examines like {@link #examine(String, String)} and reports each step as it ends.
     *
     * @param listener called after each step, on the calling thread
     */
    public List<ExaminationStep> examine(
            String reference, @Nullable String database, Consumer<ExaminationStep> listener) {
        return new Examination(shared, settings, reference, database == null ? "" : database, listener).run();
    }

    private FleetAccess access() throws SQLException {
        return FleetAccess.of(shared, settings, null);
    }

    private Connector connector(String reference, @Nullable String database) throws SQLException {
        return new Connector(shared, Configuration.of(settings, reference, database), 0);
    }
}
