package ai.fourminds.rds.local.iam;

/** Matches ARNs against IAM's wildcards: {@code *} for any characters, {@code ?} for one. Stateless. */
final class ArnPattern {
    private ArnPattern() {}

    /** Matches greedily with one backtracking point: linear for common patterns, never exponential. */
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
