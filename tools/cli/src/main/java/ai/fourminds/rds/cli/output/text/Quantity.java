package ai.fourminds.rds.cli.output.text;

import java.util.Locale;

/** Formats numbers, sizes and durations for people. Stateless. */
public final class Quantity {
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    private static final double STEP = 1024;

    private Quantity() {}

    /** Formats bytes with a binary unit: {@code 1.4 MiB}. */
    public static String bytes(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        double size = bytes / STEP;
        int unit = 0;
        // What would round to 1024.0 is printed in the next unit.
        while (size >= STEP - 0.05 && unit < UNITS.length - 1) {
            size /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }

    /** Formats a whole number with thousands separators: {@code 120,000}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Formats a number and its noun, in the plural unless the number is one. */
    public static String of(long number, String noun) {
        return count(number) + " " + (number == 1 ? noun : noun + "s");
    }

    /** Formats a duration in one rough unit: {@code 9 s}, {@code 3 min}, {@code 2 h}. */
    public static String roughly(long seconds) {
        if (seconds < 100) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        return minutes < 100 ? minutes + " min" : (minutes + 30) / 60 + " h";
    }

    /** Formats a duration in seconds: {@code 0.4 s}. */
    public static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
