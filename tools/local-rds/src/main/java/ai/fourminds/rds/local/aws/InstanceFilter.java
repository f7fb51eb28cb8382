package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One {@code Filters.Filter.N} of DescribeDBInstances: a name and the values of which one must fit. Immutable. */
record InstanceFilter(String name, List<String> values) {
    private static final Set<String> KNOWN =
            Set.of("db-cluster-id", "db-instance-id", "dbi-resource-id", "domain", "engine");

    static List<InstanceFilter> in(Parameters parameters) {
        List<InstanceFilter> filters = new ArrayList<>();
        for (int i = 1; parameters.find("Filters.Filter." + i + ".Name").isPresent(); i++) {
            String prefix = "Filters.Filter." + i;
            filters.add(
                    new InstanceFilter(parameters.get(prefix + ".Name"), parameters.list(prefix + ".Values.Value")));
        }
        return filters;
    }

    boolean known() {
        return KNOWN.contains(name);
    }

    boolean accepts(DbInstance instance, Fleet fleet) {
        return values.stream().anyMatch(value -> accepts(value, instance, fleet));
    }

    private boolean accepts(String value, DbInstance instance, Fleet fleet) {
        return switch (name) {
            case "db-instance-id" -> fleet.find(value).filter(instance::equals).isPresent();
            case "dbi-resource-id" -> value.equalsIgnoreCase(instance.resourceId());
            case "engine" -> value.equals(instance.engine().name());
            default -> false; // No instance here belongs to a cluster or to a domain.
        };
    }
}
