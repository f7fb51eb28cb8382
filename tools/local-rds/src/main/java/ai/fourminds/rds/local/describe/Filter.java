package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Parameters;
import java.util.ArrayList;
import java.util.List;

/** One {@code Filters.Filter.N} of a listing: a name and the values of which one must fit. Immutable. */
record Filter(String name, List<String> values) {
    static List<Filter> in(Parameters parameters) {
        List<Filter> filters = new ArrayList<>();
        for (int i = 1; parameters.find("Filters.Filter." + i + ".Name").isPresent(); i++) {
            String prefix = "Filters.Filter." + i;
            filters.add(new Filter(parameters.get(prefix + ".Name"), parameters.list(prefix + ".Values.Value")));
        }
        return filters;
    }
}
