package ai.fourminds.rds.export;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Matches names that contain a text, or the whole name against a pattern with {@code *} or {@code ?}. Ignores case.
 * Immutable.
 */
public final class NameFilter {
    private final Pattern pattern;

    private NameFilter(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Returns the filter for a text; the empty text matches every name. */
    public static NameFilter of(String text) {
        boolean glob = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
        String regex = glob ? "\\A" + globbed(text) + "\\z" : Pattern.quote(text);
        return new NameFilter(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }

    /** Whether the filter matches the name. */
    public boolean matches(String name) {
        return pattern.matcher(name).find();
    }

    private static String globbed(String text) {
        return text.codePoints().mapToObj(NameFilter::globbed).collect(Collectors.joining());
    }

    private static String globbed(int point) {
        return switch (point) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(point));
        };
    }
}
