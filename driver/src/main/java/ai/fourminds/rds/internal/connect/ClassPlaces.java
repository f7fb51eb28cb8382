package ai.fourminds.rds.internal.connect;

import java.security.CodeSource;
import java.sql.Driver;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the jars of conflicting classes on a class path. Stateless. */
final class ClassPlaces {

    private static final Pattern CLASS_NAME = Pattern.compile("(?:\\w+[./])+[A-Z][\\w$]*");

    // The depth of org.mariadb.jdbc and com.mysql.cj.
    private static final int LIBRARY_WORDS = 3;

    private ClassPlaces() {}

    /** Returns the classes that a linkage error names, each with its jar, as the plugin finds them. */
    static Set<String> named(LinkageError error, Object plugin) {
        Set<String> places = new TreeSet<>();
        Matcher names = CLASS_NAME.matcher(String.valueOf(error.getMessage()));
        while (names.find()) {
            String name = names.group().replace('/', '.');
            place(name, plugin.getClass().getClassLoader()).ifPresent(place -> places.add(name + " in " + place));
        }
        return places;
    }

    /** Returns the drivers of a missing class's library, which is there in a version that lacks the class. */
    static Set<String> ofDriver(NoClassDefFoundError missing, Object plugin) {
        String name = String.valueOf(missing.getMessage()).replace('/', '.');
        String library = Stream.of(name.split("\\.")).limit(LIBRARY_WORDS).collect(Collectors.joining(".", "", "."));
        ClassLoader loader = plugin.getClass().getClassLoader();
        return ServiceLoader.load(Driver.class, loader).stream()
                .map(driver -> driver.type().getName())
                .filter(driver -> driver.startsWith(library))
                .flatMap(driver -> place(driver, loader).map(place -> driver + " in " + place).stream())
                .collect(Collectors.toCollection(TreeSet::new));
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
