package ai.fourminds.rds.local.aws.query;

import ai.fourminds.rds.local.iam.UriText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The form of a query-protocol request. Immutable. */
public final class Parameters {
    private final Map<String, String> byName = new HashMap<>();

    private Parameters(List<Map.Entry<String, String>> pairs) {
        pairs.forEach(pair -> byName.put(pair.getKey(), pair.getValue()));
    }

    /** Parses a form. @throws IllegalArgumentException if {@code form} is not form-encoded */
    public static Parameters ofForm(String form) {
        return new Parameters(UriText.parameters(form.replace('+', ' ')));
    }

    public Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    public String get(String name) {
        return byName.getOrDefault(name, "");
    }

    /** Returns a parameter. Blank counts as absent, as in AWS. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(byName.get(name)).filter(value -> !value.isBlank());
    }

    /** Returns the members {@code prefix.1}, {@code prefix.2} and so on, up to the first that is absent. */
    public List<String> list(String prefix) {
        List<String> members = new ArrayList<>();
        for (int i = 1; byName.containsKey(prefix + "." + i); i++) {
            members.add(get(prefix + "." + i));
        }
        return members;
    }
}
