package ai.fourminds.rds.cli.catalogue;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Suggests known names for a misspelt one. Stateless. */
public final class Nearest {
    private static final int SHOWN = 3;
    private static final int MAX_COMPARED = 200;

    private Nearest() {}

    /** Returns the names that begin with the word, else the nearest ones, best first; none if nothing is similar. */
    public static List<String> to(String word, Collection<String> names) {
        String wanted = folded(word);
        List<String> longer = names.stream()
                .filter(name -> !wanted.isEmpty() && folded(name).startsWith(wanted))
                .sorted()
                .limit(SHOWN)
                .toList();
        if (!longer.isEmpty()) {
            return longer;
        }
        int limit = Math.max(2, wanted.length() / 3);
        return names.stream()
                .filter(name -> distance(wanted, name) <= limit)
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
    }

    private static String folded(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.substring(0, Math.min(MAX_COMPARED, lower.length()));
    }

    /** Returns the Levenshtein distance. */
    private static int distance(String from, String name) {
        String to = folded(name);
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int[] above = Arrays.copyOf(row, row.length);
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + change, Math.min(above[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
