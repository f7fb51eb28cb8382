package ai.fourminds.rds.local.describe;

import ai.fourminds.rds.local.aws.query.Parameters;
import java.util.ArrayList;
import java.util.List;

/** A {@code Filters.Filter.N} of a listing: its name, and values of which one must match. Immutable. */
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
