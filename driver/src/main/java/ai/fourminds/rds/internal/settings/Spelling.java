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

    /** Computes the optimal string alignment distance. */
    static int distance(String left, String right) {
        int[][] distances = new int[left.length() + 1][right.length() + 1];
        for (int row = 0; row <= left.length(); row++) {
            for (int column = 0; column <= right.length(); column++) {
                if (row == 0 || column == 0) {
                    distances[row][column] = row + column;
                    continue;
                }
                int substitution = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                int best = Math.min(
                        Math.min(distances[row][column - 1], distances[row - 1][column]) + 1,
                        distances[row - 1][column - 1] + substitution);
                if (row > 1
                        && column > 1
                        && left.charAt(row - 1) == right.charAt(column - 2)
                        && left.charAt(row - 2) == right.charAt(column - 1)) {
                    best = Math.min(best, distances[row - 2][column - 2] + 1);
                }
                distances[row][column] = best;
            }
        }
        return distances[left.length()][right.length()];
    }
}
