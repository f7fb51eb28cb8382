package ai.fourminds.rds.internal.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Suggests names for a misspelt one. Stateless. */
public final class Spelling {

    private Spelling() {}

    /** Returns the candidates within a few keystrokes of a word, nearest first, at most {@code limit}. */
    public static List<String> nearest(String word, Collection<String> candidates, int limit) {
        String typed = word.toLowerCase(Locale.ROOT);
        record Scored(String candidate, int distance) {}
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - typed.length())
                        <= tolerance(Math.max(typed.length(), candidate.length())))
                .map(candidate -> new Scored(candidate, distance(typed, candidate.toLowerCase(Locale.ROOT))))
                .filter(scored -> scored.distance()
                        <= tolerance(Math.max(typed.length(), scored.candidate().length())))
                .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::candidate))
                .limit(limit)
                .map(Scored::candidate)
                .toList();
    }

    private static int tolerance(int length) {
        if (length <= 4) {
            return 1;
        }
        return length <= 12 ? 2 : 3;
    }

    /**
     * Computes the optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours
     * count one.
     */
    static int distance(String left, String right) {
        int[] beforePrevious = new int[right.length() + 1];
        int[] previous = new int[right.length() + 1];
        int[] current = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int substitution = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                int best = Math.min(
                        Math.min(current[column - 1], previous[column]) + 1, previous[column - 1] + substitution);
                if (row > 1
                        && column > 1
                        && left.charAt(row - 1) == right.charAt(column - 2)
                        && left.charAt(row - 2) == right.charAt(column - 1)) {
                    best = Math.min(best, beforePrevious[column - 2] + 1);
                }
                current[column] = best;
            }
            int[] recycled = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = recycled;
        }
        return previous[right.length()];
    }
}
