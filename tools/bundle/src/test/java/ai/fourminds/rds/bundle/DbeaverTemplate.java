package ai.fourminds.rds.bundle;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A URL template as DBeaver reads it: fields in braces are filled in; a part in brackets goes with its field when that is
 * empty; an empty field outside brackets keeps the dialog from being finished. Immutable.
 */
record DbeaverTemplate(String text) {
    private static final Pattern FIELD = Pattern.compile("\\[([^\\[\\]{}]*)[{](\\w+)[}]([^\\[\\]{}]*)]|[{](\\w+)[}]");

    /** The fields that must be filled in. */
    Set<String> required() {
        return FIELD.matcher(text)
                .results()
                .filter(field -> field.group(4) != null)
                .map(field -> field.group(4))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The URL, where fields that are not named are empty. */
    String url(Map<String, String> fields) {
        return FIELD.matcher(text).replaceAll(field -> {
            boolean optional = field.group(2) != null;
            String value = fields.getOrDefault(optional ? field.group(2) : field.group(4), "");
            if (value.isEmpty()) {
                return optional ? "" : Matcher.quoteReplacement(field.group());
            }
            return Matcher.quoteReplacement(optional ? field.group(1) + value + field.group(3) : value);
        });
    }
}
