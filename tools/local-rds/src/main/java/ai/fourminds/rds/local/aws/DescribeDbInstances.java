package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.Fleet;
import ai.fourminds.rds.local.iam.AccessKey;
import java.util.List;
import java.util.Optional;

/** RDS DescribeDBInstances with its filters and pages. Thread-safe. */
final class DescribeDbInstances implements Action.Signed {
    private static final int SMALLEST_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final Fleet fleet;
    private final Disturbances disturbances;
    private final Markers markers = new Markers();

    DescribeDbInstances(Fleet fleet, Disturbances disturbances) {
        this.fleet = fleet;
        this.disturbances = disturbances;
    }

    @Override
    public String name() {
        return "DescribeDBInstances";
    }

    @Override
    public Service service() {
        return Service.RDS;
    }

    @Override
    public Answer answer(AccessKey caller, Parameters parameters) {
        Optional<String> identifier = parameters.find("DBInstanceIdentifier");
        if (!caller.mayDescribe() || disturbances.denied("rds:DescribeDBInstances")) {
            String resource = fleet.find(identifier.orElse("*"))
                    .map(DbInstance::identifier)
                    .orElse(identifier.orElse("*"));
            return AwsError.accessDenied(
                    caller.arn(), "rds:DescribeDBInstances", fleet.account().instanceArn(resource));
        }
        return identifier.isPresent() ? one(identifier.get()) : many(parameters);
    }

    private Answer one(String identifier) {
        return fleet.find(identifier)
                .<Answer>map(instance -> result(List.of(instance), ""))
                .orElseGet(() -> new AwsError(404, "DBInstanceNotFound", "DBInstance " + identifier + " not found."));
    }

    private Answer many(Parameters parameters) {
        List<InstanceFilter> filters = InstanceFilter.in(parameters);
        for (InstanceFilter filter : filters) {
            if (!filter.known()) {
                return AwsError.invalidParameter("Unrecognized filter name: " + filter.name());
            }
        }
        String maxRecords = parameters.find("MaxRecords").orElse(String.valueOf(LARGEST_PAGE));
        if (!maxRecords.matches("[0-9]{1,4}") || outside(Integer.parseInt(maxRecords))) {
            return AwsError.invalidParameter("Invalid value " + maxRecords + " for MaxRecords. Must be between "
                    + SMALLEST_PAGE + " and " + LARGEST_PAGE);
        }
        Optional<String> marker = parameters.find("Marker");
        Optional<String> after = marker.flatMap(text -> markers.lastIdentifier(text, filters.toString()));
        if (marker.isPresent() && after.isEmpty()) {
            return AwsError.invalidParameter("Unable to parse or verify the marker");
        }
        return page(filters, after.orElse(""), Integer.parseInt(maxRecords));
    }

    private Answer page(List<InstanceFilter> filters, String after, int size) {
        List<DbInstance> rest = fleet.instances().stream()
                .filter(instance -> instance.identifier().compareTo(after) > 0)
                .filter(instance -> filters.stream().allMatch(filter -> filter.accepts(instance, fleet)))
                .toList();
        if (rest.size() <= size) {
            return result(rest, "");
        }
        String marker = markers.after(rest.get(size - 1).identifier(), filters.toString());
        return result(rest.subList(0, size), marker);
    }

    private Answer result(List<DbInstance> instances, String marker) {
        var description = new InstanceDescription(fleet.account());
        return new Answer.Result(xml -> {
            xml.element(
                    "DBInstances",
                    list -> instances.forEach(instance -> description.write(disturbances.today(instance), list)));
            if (!marker.isEmpty()) {
                xml.text("Marker", marker);
            }
        });
    }

    private static boolean outside(int maxRecords) {
        return maxRecords < SMALLEST_PAGE || maxRecords > LARGEST_PAGE;
    }
}
