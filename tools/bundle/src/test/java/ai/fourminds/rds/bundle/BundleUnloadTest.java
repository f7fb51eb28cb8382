package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The jar loaded and dropped again and again, as application servers and GUI tools do. */
final class BundleUnloadTest {
    private static final List<String> INSTANCES = List.of("prod-analytics", "prod-orders", "prod-billing");
    private static final int ROUNDS = 50;

    @Test
    void leavesNeitherClassLoadersNorThreadsBehind() throws Exception {
        List<String> instances = INSTANCES.stream()
                .filter(Clouds.all().connectableIdentifiers()::contains)
                .toList();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            loaders.add(round % 10 == 0 ? used(instances.get(round / 10 % instances.size())) : used(null));
        }
        linkAnotherRecord();
        for (var loader : loaders) {
            // pgjdbc's cleaner thread ends by itself when it has had nothing to clean for half a minute.
            while (loader.get() != null) {
                System.gc();
                Thread.sleep(200);
            }
        }
        // A thread keeps the loader of its code: of those collected, none runs. Ours go by name besides.
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.contains("fourminds-rds-"));
        // What was left out is found missing after the rest has passed.
        INSTANCES.forEach(Clouds::settings);
    }

    /** JDK 17 holds the component types of the last record whose methods it linked, until it links another's. */
    private static void linkAnotherRecord() {
        record Link(Path next, Thread thread) {}

        Link link = new Link(Path.of("next"), Thread.currentThread());
        assertThat(link)
                .isEqualTo(new Link(link.next(), link.thread()))
                .hasSameHashCodeAs(new Link(link.next(), link.thread()));
    }

    /** Everything a tool does between loading and dropping; nothing of it is reachable afterwards. */
    private static WeakReference<ClassLoader> used(@Nullable String instance) throws Exception {
        try (var loader = new Bundle().alone()) {
            var type = Class.forName("ai.fourminds.rds.FourmindsRdsDriver", true, loader);
            var driver = (Driver) type.getConstructor().newInstance();
            assertThat(driver.getPropertyInfo("jdbc:fourminds-rds:?auth=access-keys", new Properties()))
                    .isNotEmpty();
            if (instance != null) {
                try (var connection = driver.connect("jdbc:fourminds-rds:" + instance, Clouds.settings())) {
                    assertThat(Objects.requireNonNull(connection).isValid(10)).isTrue();
                }
            }
            type.getMethod("unload").invoke(null);
            return new WeakReference<>(loader);
        }
    }
}
