package ai.fourminds.rds.local.principals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The permissions of a principal. Immutable.
 *
 * @param grants the ARNs by action, such as {@code rds:DescribeDBInstances} or {@code rds:Describe*}; wildcards allowed
 */
public record Policy(Map<String, List<String>> grants) {
    public static final String CONNECT = "rds-db:connect";
    private static final Policy NOTHING = new Policy(Map.of());

    public Policy {
        Map<String, List<String>> copy = new TreeMap<>();
        grants.forEach((action, resources) -> copy.put(action, List.copyOf(resources)));
        grants = Map.copyOf(copy);
    }

    public static Policy nothing() {
        return NOTHING;
    }

    /** Returns a policy for every listing of RDS, on everything. */
    public static Policy describingAll() {
        return NOTHING.with("rds:Describe*", "*");
    }

    /** Returns this policy with {@code action} allowed on these ARNs only. */
    public Policy with(String action, String... resources) {
        Map<String, List<String>> changed = new TreeMap<>(grants);
        changed.put(action, List.of(resources));
        return new Policy(changed);
    }

    /** Returns this policy without the actions of the RDS API. */
    public Policy withoutRds() {
        Map<String, List<String>> changed = new TreeMap<>(grants);
        changed.keySet().removeIf(action -> action.startsWith("rds:"));
        return new Policy(changed);
    }

    public boolean allows(String action, String resourceArn) {
        return grants.entrySet().stream()
                .filter(grant -> matches(grant.getKey(), action))
                .flatMap(grant -> grant.getValue().stream())
                .anyMatch(pattern -> matches(pattern, resourceArn));
    }

    /** Returns the ARNs on which {@code rds-db:connect} is allowed. */
    public List<String> connectResources() {
        return grants.getOrDefault(CONNECT, List.of());
    }

    /**
     * Matches IAM's wildcards: {@code *} for any characters, {@code ?} for one. Greedy with one backtracking point:
     * linear for common patterns, never exponential.
     */
    static boolean matches(String pattern, String arn) {
        int p = 0;
        int a = 0;
        int star = -1;
        int resume = 0;
        while (a < arn.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = a;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == arn.charAt(a))) {
                p++;
                a++;
            } else if (star >= 0) {
                p = star + 1;
                a = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }
}
