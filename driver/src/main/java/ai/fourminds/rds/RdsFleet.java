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

/** The instances and clusters of a region as one AWS identity sees them. Immutable and thread-safe; holds nothing open. */
public final class RdsFleet {

    private final SharedState shared;
    private final Settings settings;

    private RdsFleet(SharedState shared, Settings settings) {
        this.shared = shared;
        this.settings = settings;
    }

    /**
     * A fleet by settings, which win over the environment.
     *
     * @param settings values by the names of {@link #settings()}, and properties of the native driver
     * @throws SQLException naming every fault
     */
    public static RdsFleet of(Map<String, String> settings) throws SQLException {
        SharedState shared = SharedState.get();
        return new RdsFleet(shared, Configuration.ofSettings(shared, settings, System.getenv()));
    }

    /** The settings table, without {@code instance}: instances of a fleet are named apart from its settings. */
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

    /** The AWS partition that a region belongs to, which ARNs begin with: {@code aws}, {@code aws-cn}, {@code aws-us-gov}. */
    public static String partition(String region) {
        return PartitionMetadata.of(Region.of(region)).id();
    }

    /** The database user that connects log in as. */
    public String user() {
        return settings.required(Setting.USER);
    }

    /** Who AWS says we are (STS {@code GetCallerIdentity}). */
    public CallerIdentity caller() throws SQLException {
        FleetAccess fleet = access();
        return fleet.caller(fleet.deadline());
    }

    /** Every instance of the region that the caller may see, sorted by identifier. */
    public List<RdsInstance> instances() throws SQLException {
        FleetAccess fleet = access();
        return fleet.instances(fleet.deadline());
    }

    /**
     * Every cluster of the region that the caller may see, sorted by identifier; where {@code rds:DescribeDBClusters} is not
     * allowed, as their instances tell of them.
     */
    public List<RdsCluster> clusters() throws SQLException {
        FleetAccess fleet = access();
        return fleet.clusters(fleet.deadline());
    }

    /** Every proxy of the region, sorted by name; none where {@code rds:DescribeDBProxies} is not allowed. */
    public List<RdsInstance> proxies() throws SQLException {
        FleetAccess fleet = access();
        return fleet.proxies(fleet.deadline());
    }

    /** What a reference leads to: an instance, cluster or proxy by identifier, ARN, endpoint or a name of one's own. */
    public RdsInstance instance(String reference) throws SQLException {
        Connector connector = connector(reference, null).followed();
        FleetAccess fleet = connector.fleet();
        return connector.instance(fleet, fleet.deadline());
    }

    /**
     * A database of an instance or cluster. Looks it up; connects to nothing yet.
     *
     * @param reference identifier, ARN, endpoint or a name of one's own
     * @param database the database, or null for the engine's usual one
     * @throws SQLException not found, or an engine without a plugin
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
        String region = now == connector ? fleet.region() : null;
        return new RdsDatabase(
                instance,
                plugin,
                connector.with(plugin.programProperties("fourminds-rds")),
                UrlText.of(connector.named(), database, region, shown));
    }

    /**
     * Examines every prerequisite of a connect in order, up to the first that fails; never throws for what it finds.
     *
     * @param reference identifier, ARN or endpoint
     * @param database the database, or null for the engine's usual one
     */
    public List<ExaminationStep> examine(String reference, @Nullable String database) {
        return examine(reference, database, step -> {});
    }

    /**
     * The same, told step by step.
     *
     * @param listener hears of each step when it is done, on the calling thread
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
