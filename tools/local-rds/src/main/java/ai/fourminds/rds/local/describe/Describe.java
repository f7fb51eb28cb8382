package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.Answer;
import ai.fourminds.rds.local.aws.query.AwsError;
import ai.fourminds.rds.local.aws.query.Parameters;
import ai.fourminds.rds.local.aws.query.Service;
import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import ai.fourminds.rds.local.iam.AccessKey;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** A listing of the RDS API, with filters and pages. Thread-safe. */
final class Describe<T> implements Action.Signed {
    private static final int SMALLEST_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final Kind<T> kind;
    private final SimulatedFaults disturbances;
    private final Markers markers = new Markers();

    Describe(Kind<T> kind, SimulatedFaults disturbances) {
        this.kind = kind;
        this.disturbances = disturbances;
    }

    @Override
    public String name() {
        return kind.action();
    }

    @Override
    public Service service() {
        return Service.RDS;
    }

    @Override
    public Answer answer(AccessKey caller, Parameters parameters) {
        List<T> found = kind.all().get();
        Optional<AwsError> missing = Optional.empty();
        String arn = kind.everythingArn();
        for (Kind.Named<T> named : kind.named()) {
            Optional<String> name = parameters.find(named.parameter());
            if (name.isPresent()) {
                boolean first = arn.equals(kind.everythingArn());
                found = found.stream()
                        .filter(one -> named.is().test(one, name.get()))
                        .toList();
                arn = first ? arn(found, name.get()) : arn;
                missing = found.isEmpty() ? missing.or(() -> Optional.of(notFound(named, name.get()))) : missing;
            }
        }
        String action = "rds:" + kind.action();
        if (!caller.may(action, arn) || disturbances.denied(action)) {
            return AwsError.accessDenied(caller.arn(), action, arn);
        }
        return missing.isPresent() ? missing.get() : many(found, parameters);
    }

    /** Returns the ARN of what was found or, if nothing has the name, the ARN that it would have. */
    private String arn(List<T> found, String name) {
        String everything = kind.everythingArn();
        return found.isEmpty()
                ? everything.substring(0, everything.length() - 1) + name
                : kind.arn().apply(found.get(0));
    }

    private static <T> AwsError notFound(Kind.Named<T> named, String name) {
        return new AwsError(404, named.errorCode(), named.noun() + " " + name + " not found.");
    }

    private Answer many(List<T> found, Parameters parameters) {
        List<Filter> filters = Filter.in(parameters);
        for (Filter filter : filters) {
            if (!kind.filters().containsKey(filter.name())) {
                return AwsError.invalidParameter("Unrecognized filter name: " + filter.name());
            }
        }
        String maxRecords = parameters.find("MaxRecords").orElse(String.valueOf(LARGEST_PAGE));
        if (!maxRecords.matches("[0-9]{1,4}") || outside(Integer.parseInt(maxRecords))) {
            return AwsError.invalidParameter("Invalid value " + maxRecords + " for MaxRecords. Must be between "
                    + SMALLEST_PAGE + " and " + LARGEST_PAGE);
        }
        Optional<String> marker = parameters.find("Marker");
        String query = filters.toString();
        Optional<String> after = marker.flatMap(text -> markers.lastIdentifier(text, query));
        if (marker.isPresent() && after.isEmpty()) {
            return AwsError.invalidParameter("Unable to parse or verify the marker");
        }
        List<T> rest = found.stream()
                .filter(one -> kind.key().apply(one).compareTo(after.orElse("")) > 0)
                .filter(one -> filters.stream().allMatch(filter -> accepts(filter, one)))
                .toList();
        return page(rest, Integer.parseInt(maxRecords), query);
    }

    private boolean accepts(Filter filter, T one) {
        BiPredicate<T, String> fits = kind.filters().getOrDefault(filter.name(), (any, value) -> false);
        return filter.values().stream().anyMatch(value -> fits.test(one, value));
    }

    private Answer page(List<T> rest, int size, String query) {
        List<T> page = rest.subList(0, Math.min(size, rest.size()));
        return new Answer.Result(xml -> {
            xml.element(
                    kind.list(), list -> page.forEach(one -> kind.description().accept(one, list)));
            if (page.size() < rest.size()) {
                xml.text("Marker", markers.after(kind.key().apply(page.get(page.size() - 1)), query));
            }
        });
    }

    private static boolean outside(int maxRecords) {
        return maxRecords < SMALLEST_PAGE || maxRecords > LARGEST_PAGE;
    }
}
