package ai.fourminds.rds.export;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A part of a name, or with {@code *} or {@code ?} in it a pattern of the whole name; case does not matter. Immutable. */
public final class NameFilter {
    private final Pattern pattern;

    private NameFilter(Pattern pattern) {
        this.pattern = pattern;
    }

    /** The filter that a text means; the empty text lets all pass. */
    public static NameFilter of(String text) {
        boolean glob = text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
        String regex = glob ? "\\A" + globbed(text) + "\\z" : Pattern.quote(text);
        return new NameFilter(Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
    }

    /** Whether the name passes. */
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
