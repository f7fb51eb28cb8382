package ai.fourminds.rds.internal.settings;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/** Looks the class path over for services. One that cannot be used is named and does not hide the others. Stateless. */
public final class Providers {

    // The loader goes on behind a broken entry; this only keeps a broken loader from being asked for ever.
    private static final int MOST = 100;

    private Providers() {}

    /**
     * Loads all providers of a type.
     *
     * @param use registers one; what it throws counts against the provider
     * @return why the others cannot be used
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
