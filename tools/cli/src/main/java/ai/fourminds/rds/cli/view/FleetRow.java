package ai.fourminds.rds.cli.view;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.export.NameFilter;
import ai.fourminds.rds.fleet.RdsCluster;
import ai.fourminds.rds.fleet.RdsCluster.Role;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.plugin.Endpoint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance, a cluster or a proxy in a listing. Immutable.
 *
 * @param target the instance, cluster or proxy to connect to
 * @param cluster the cluster that the target is or belongs to, or null
 * @param reference the name to type for it
 */
public record FleetRow(RdsInstance target, @Nullable RdsCluster cluster, String reference) {

    public static List<FleetRow> of(RdsFleet fleet) throws SQLException {
        return of(fleet.instances(), fleet.clusters(), fleet.proxies());
    }

    /** Sorts by identifier; the instances of a cluster follow it, the writer first. */
    public static List<FleetRow> of(List<RdsInstance> instances, List<RdsCluster> clusters, List<RdsInstance> proxies) {
        Map<String, RdsCluster> byId = new HashMap<>();
        clusters.forEach(cluster -> byId.put(cluster.id(), cluster));
        List<FleetRow> rows = new ArrayList<>();
        for (RdsInstance instance : instances) {
            rows.add(new FleetRow(instance, byId.get(instance.cluster()), instance.id()));
        }
        for (RdsCluster cluster : clusters) {
            // The identifier then means the instance.
            boolean both = instances.stream().anyMatch(instance -> instance.id().equals(cluster.id()));
            rows.add(new FleetRow(cluster.target(cluster.writer()), cluster, both ? cluster.arn() : cluster.id()));
        }
        for (RdsInstance proxy : proxies) {
            // Proxies are not found by identifier.
            Endpoint endpoint = proxy.endpoint();
            rows.add(new FleetRow(proxy, null, endpoint == null ? proxy.arn() : endpoint.host()));
        }
        rows.sort(Comparator.comparing(FleetRow::group)
                .thenComparing(FleetRow::isMember)
                .thenComparing(FleetRow::role)
                .thenComparing(row -> row.target().id()));
        return List.copyOf(rows);
    }

    public static long instances(List<FleetRow> rows) {
        return rows.stream()
                .filter(row -> row.target().kind() == RdsInstance.Kind.INSTANCE)
                .count();
    }

    /** Returns the name that shells complete. */
    public String typed() {
        return target.kind() == RdsInstance.Kind.PROXY ? reference : target.id();
    }

    /** Whether the filter matches the identifier, that of the cluster, or the engine. */
    public boolean matches(NameFilter wanted) {
        return wanted.matches(target.id()) || wanted.matches(group()) || wanted.matches(target.engine());
    }

    private String group() {
        return cluster == null ? target.id() : cluster.id();
    }

    public boolean isMember() {
        return cluster != null && target.kind() == RdsInstance.Kind.INSTANCE;
    }

    private Role role() {
        return cluster == null ? Role.UNKNOWN : cluster.role(target.id());
    }

    /** Returns a remark for a cluster whose identifier means an instance; else empty. */
    public Optional<String> namesake() {
        return target.kind() == RdsInstance.Kind.CLUSTER && !reference.equals(target.id())
                ? Optional.of(
                        target.id() + " names an instance and a cluster; alone it means the instance. The cluster is "
                                + reference + ".")
                : Optional.empty();
    }

    /** Returns {@code instance}, {@code cluster} or {@code proxy}. */
    String kind() {
        return target.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Returns {@code writer} or {@code reader}; null without a cluster or if unknown. */
    @Nullable
    String roleWord() {
        return isMember() && role() != Role.UNKNOWN ? role().name().toLowerCase(Locale.ROOT) : null;
    }

    /** Whether tokens are accepted; null if only the cluster's description says so and it is unavailable. */
    public @Nullable Boolean iamAuthentication() {
        if (cluster == null) {
            return target.cluster() == null ? target.iamAuthentication() : null;
        }
        return cluster.resourceId().isEmpty() ? null : (Boolean) cluster.iamAuthentication();
    }

    @Nullable
    Endpoint reader() {
        return cluster == null || isMember() ? null : cluster.reader();
    }

    /** Returns a cluster's custom endpoints, separated by spaces. */
    @Nullable
    String customHosts() {
        return cluster == null || isMember() ? null : String.join(" ", cluster.customEndpoints());
    }

    /** Returns the hosts to connect to: the endpoint, and a cluster's reader and custom endpoints. */
    public List<String> hosts() {
        List<String> hosts = new ArrayList<>();
        for (Endpoint endpoint : Arrays.asList(target.endpoint(), reader())) {
            if (endpoint != null) {
                hosts.add(endpoint.host() + ":" + endpoint.port());
            }
        }
        if (cluster != null && !isMember()) {
            hosts.addAll(cluster.customEndpoints());
        }
        return hosts;
    }

    public String title() {
        String role = roleWord();
        return (isMember() ? "  " : "") + target.id() + (role == null ? "" : " (" + role + ")");
    }

    /** Returns the text of the class column. */
    public String sort() {
        return switch (target.kind()) {
            case INSTANCE -> target.instanceClass();
            case CLUSTER ->
                "cluster of " + (cluster == null ? 0 : cluster.members().size());
            case PROXY -> "proxy";
        };
    }
}
