package ai.fourminds.rds.internal.connect;

import java.security.CodeSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where classes that do not fit came from: the one jar too many on a class path. Stateless. */
final class ClassPlaces {

    private static final Pattern CLASS_NAME = Pattern.compile("(?:\\w+[./])+[A-Z][\\w$]*");

    private ClassPlaces() {}

    /** The classes that a linkage error names, each with the jar it came from, as {@code plugin} sees them. */
    static Set<String> named(LinkageError error, Object plugin) {
        Set<String> places = new TreeSet<>();
        Matcher names = CLASS_NAME.matcher(String.valueOf(error.getMessage()));
        while (names.find()) {
            String name = names.group().replace('/', '.');
            place(name, plugin.getClass().getClassLoader()).ifPresent(place -> places.add(name + " in " + place));
        }
        return places;
    }

    private static Optional<String> place(String name, ClassLoader loader) {
        try {
            CodeSource source =
                    Class.forName(name, false, loader).getProtectionDomain().getCodeSource();
            return source == null || source.getLocation() == null
                    ? Optional.empty()
                    : Optional.of(source.getLocation().getPath());
        } catch (ClassNotFoundException | LinkageError noSuchClass) {
            return Optional.empty();
        }
    }
}
