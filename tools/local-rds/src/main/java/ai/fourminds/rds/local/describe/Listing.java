package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.AwsException;
import ai.fourminds.rds.local.aws.query.Parameters;
import ai.fourminds.rds.local.aws.query.Service;
import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import ai.fourminds.rds.local.aws.query.Xml;
import ai.fourminds.rds.local.principals.Principal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A listing of the RDS API, with filters and pages. Thread-safe.
 *
 * @param action the operation's name
 * @param list the element that contains the descriptions
 * @param all returns everything
 * @param key orders the listing; pages continue after the last one
 * @param arn the ARN on which the caller needs the action
 * @param everythingArn that ARN for a request without a name
 * @param named the parameters that name one item, or its parent; the first one given decides the ARN
 * @param filters by name, whether an item matches a value of the filter
 */
record Listing<T>(
        String action,
        String list,
        Supplier<List<T>> all,
        Function<T, String> key,
        Function<T, String> arn,
        String everythingArn,
        List<Named<T>> named,
        Map<String, BiPredicate<T, String>> filters,
        BiConsumer<T, Xml> description) {
    private static final int SMALLEST_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    /**
     * A parameter that names an item. Immutable.
     *
     * @param errorCode the error's code if nothing has the name
     * @param noun the kind of item, for the error's text
     */
    record Named<T>(String parameter, BiPredicate<T, String> is, String errorCode, String noun) {}

    /** A {@code Filters.Filter.N}: its name, and values of which one must match. Immutable. */
    private record Filter(String name, List<String> values) {}

    Action action(SimulatedFaults faults, Markers markers) {
        return Action.signed(Service.RDS, action, (caller, parameters) -> answer(caller, parameters, faults, markers));
    }

    private Consumer<Xml> answer(Principal caller, Parameters parameters, SimulatedFaults faults, Markers markers) {
        List<T> found = all.get().stream().sorted(Comparator.comparing(key)).toList();
        @Nullable AwsException missing = null;
        String resource = everythingArn;
        for (Named<T> kind : named) {
            Optional<String> name = parameters.find(kind.parameter());
            if (name.isPresent()) {
                found = found.stream()
                        .filter(one -> kind.is().test(one, name.get()))
                        .toList();
                resource = resource.equals(everythingArn) ? arn(found, name.get()) : resource;
                if (found.isEmpty() && missing == null) {
                    String text = kind.noun() + " " + name.get() + " not found.";
                    missing = new AwsException(404, kind.errorCode(), text);
                }
            }
        }
        String permission = "rds:" + action;
        AwsException.demand(!faults.denied().contains(permission), caller, permission, resource);
        if (missing != null) {
            throw missing;
        }
        return page(found, parameters, markers);
    }

    /** Returns the ARN of what was found or, if nothing has the name, the ARN that it would have. */
    private String arn(List<T> found, String name) {
        return found.isEmpty()
                ? everythingArn.substring(0, everythingArn.length() - 1) + name
                : arn.apply(found.get(0));
    }

    private Consumer<Xml> page(List<T> found, Parameters parameters, Markers markers) {
        List<Filter> wanted = filters(parameters);
        String maxRecords = parameters.find("MaxRecords").orElse(String.valueOf(LARGEST_PAGE));
        int size = maxRecords.matches("[0-9]{1,4}") ? Integer.parseInt(maxRecords) : 0;
        if (size < SMALLEST_PAGE || size > LARGEST_PAGE) {
            throw invalid("Invalid value " + maxRecords + " for MaxRecords. Must be between " + SMALLEST_PAGE + " and "
                    + LARGEST_PAGE);
        }
        String query = action + wanted;
        String after = parameters
                .find("Marker")
                .map(marker -> markers.lastIdentifier(marker, query)
                        .orElseThrow(() -> invalid("Unable to parse or verify the marker")))
                .orElse("");
        List<T> rest = found.stream()
                .filter(one -> key.apply(one).compareTo(after) > 0)
                .filter(one -> wanted.stream().allMatch(filter -> accepts(filter, one)))
                .toList();
        List<T> page = rest.subList(0, Math.min(size, rest.size()));
        return xml -> {
            xml.element(list, items -> page.forEach(one -> description.accept(one, items)));
            if (page.size() < rest.size()) {
                xml.text("Marker", markers.after(key.apply(page.get(page.size() - 1)), query));
            }
        };
    }

    private List<Filter> filters(Parameters parameters) {
        List<Filter> wanted = new ArrayList<>();
        for (int i = 1; parameters.find("Filters.Filter." + i + ".Name").isPresent(); i++) {
            String prefix = "Filters.Filter." + i;
            String name = parameters.get(prefix + ".Name");
            if (!filters.containsKey(name)) {
                throw invalid("Unrecognized filter name: " + name);
            }
            wanted.add(new Filter(name, parameters.list(prefix + ".Values.Value")));
        }
        return wanted;
    }

    private boolean accepts(Filter filter, T one) {
        BiPredicate<T, String> fits = filters.getOrDefault(filter.name(), (any, value) -> false);
        return filter.values().stream().anyMatch(value -> fits.test(one, value));
    }

    private static AwsException invalid(String message) {
        return new AwsException(400, "InvalidParameterValue", message);
    }
}
