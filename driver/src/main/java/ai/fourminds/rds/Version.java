package ai.fourminds.rds;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The driver's version, from the jar's manifest.
 *
 * @param major the first number
 * @param minor the second number
 */
record Version(int major, int minor) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*");

    static final Version CURRENT = of(String.valueOf(Version.class.getPackage().getImplementationVersion()));

    static Version of(String text) {
        Matcher numbers = TEXT.matcher(text);
        return numbers.matches()
                ? new Version(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
                : new Version(0, 0);
    }
}
