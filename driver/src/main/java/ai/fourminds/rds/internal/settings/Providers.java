package ai.fourminds.rds.internal.settings;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Loads services; reports a provider that cannot be used and still loads the others. Stateless. */
public final class Providers {

    // The loader continues after a broken entry; this limit ends a loader that fails forever.
    private static final int MOST = 100;

    private Providers() {}

    /**
     * Loads all providers of a type.
     *
     * @param use registers a provider; an exception counts as the provider's failure
     * @return why other providers cannot be used
     */
    public static <T> List<String> load(Class<T> type, Consumer<T> use) {
        List<String> broken = new ArrayList<>();
        Iterator<T> services =
                ServiceLoader.load(type, Providers.class.getClassLoader()).iterator();
        boolean more = true;
        while (more && broken.size() < MOST) {
            try {
                more = services.hasNext();
                if (more) {
                    use.accept(services.next());
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException unusable) {
                Throwable cause = unusable.getCause();
                broken.add(unusable.getMessage() + (cause == null ? "" : " (" + cause + ")"));
            }
        }
        return List.copyOf(broken);
    }
}
