package ai.fourminds.rds.internal.settings;

import ai.fourminds.rds.internal.settings.Settings.Origin;
import ai.fourminds.rds.internal.settings.Settings.Value;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Decides which credentials method to use: the one in {@code auth}, else the one that reads the given settings.
 * Properties and URL are one source, the environment is the next, a saved connection the last. A lower source adds
 * settings of the method that a higher one chose; its settings of other methods are dropped. A contradiction within one
 * source is a fault. Used by one thread.
 */
public final class AuthChoice {

    private static final String AUTH = Setting.AUTH.settingName();

    private final Map<String, Set<String>> methods;
    private final EnumMap<Setting, Value> values;
    private final Map<String, Value> methodSettings;
    private final List<String> faults;
    private final Map<String, Integer> given = new TreeMap<>();

    AuthChoice(
            Map<String, Set<String>> methods,
            EnumMap<Setting, Value> values,
            Map<String, Value> methodSettings,
            List<String> faults) {
        this.methods = methods;
        this.values = values;
        this.methodSettings = methodSettings;
        this.faults = faults;
        Set<String> names = methods.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        values.forEach((setting, value) -> {
            // Tools that send their whole property sheet also send the defaults.
            boolean isSet = !setting.defaultValue().equals(Optional.of(value.text()));
            if (isSet && names.contains(setting.settingName())) {
                given.put(setting.settingName(), rank(value.origin()));
            }
        });
        methodSettings.forEach((name, value) -> given.put(name, rank(value.origin())));
    }

    /** Returns the method that reads all of these settings; of several, the one with the fewest settings. */
    public static Optional<String> meant(Set<String> names, Map<String, Set<String>> methods) {
        return names.isEmpty()
                ? Optional.empty()
                : methods.entrySet().stream()
                        .filter(method -> method.getValue().containsAll(names))
                        .min(Comparator.<Map.Entry<String, Set<String>>>comparingInt(
                                        method -> method.getValue().size())
                                .thenComparing(Map.Entry::getKey))
                        .map(Map.Entry::getKey);
    }

    /** Sets the method in the values, drops settings of other methods, and returns the method. */
    String settle() {
        Value named = values.get(Setting.AUTH);
        if (named != null && !methods.containsKey(named.text())) {
            return named.text();
        }
        if (named != null && methods.getOrDefault(named.text(), Set.of()).containsAll(upTo(rank(named.origin()) - 1))) {
            return settle(named.text(), rank(named.origin()));
        }
        for (int rank = rank(Origin.SAVED); rank >= rank(Origin.PROPERTIES); rank--) {
            Optional<String> meant = meant(upTo(rank), methods);
            if (meant.isPresent()) {
                return settle(meant.get(), rank);
            }
        }
        if (!given.isEmpty()) {
            contradiction();
        }
        return settle("default", -1);
    }

    private String settle(String method, int lowest) {
        Value named = values.get(Setting.AUTH);
        if (named == null || !named.text().equals(method)) {
            values.put(Setting.AUTH, new Value(method, Origin.DEFAULT));
        }
        given.forEach((name, rank) -> {
            List<String> readers = readers(name, methods);
            if (readers.contains(method)) {
                return;
            }
            if (rank <= lowest) {
                faults.add(name + ": is not used by " + AUTH + "=" + method + "; leave it out, or set " + AUTH + " to "
                        + String.join(" or ", readers));
            }
            Setting.named(name).ifPresent(values::remove);
            methodSettings.remove(name);
        });
        return method;
    }

    private void contradiction() {
        faults.add(AUTH + ": cannot be told from settings of different methods ("
                + upTo(Collections.min(given.values())).stream()
                        .map(name -> name + " of " + String.join(" or ", readers(name, methods)))
                        .collect(Collectors.joining(", "))
                + "); leave some of them out");
    }

    /** Returns the settings given by a source of this rank or a higher one. */
    private Set<String> upTo(int rank) {
        Map<String, Integer> names = new TreeMap<>(given);
        names.values().removeIf(own -> own > rank);
        return names.keySet();
    }

    /** Returns the methods that read a setting, sorted. */
    public static List<String> readers(String name, Map<String, Set<String>> methods) {
        return methods.entrySet().stream()
                .filter(method -> method.getValue().contains(name))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static int rank(Origin origin) {
        return switch (origin) {
            case PROPERTIES, URL -> 0;
            case ENVIRONMENT -> 1;
            case SAVED -> 2;
            case DEFAULT -> 3;
        };
    }
}
