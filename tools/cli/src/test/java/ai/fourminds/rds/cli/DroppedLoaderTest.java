package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.lang.runtime.ObjectMethods;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An application that used the driver and ended leaves nothing behind in the JVM: no class loader and no thread. */
class DroppedLoaderTest {

    /** pgjdbc's cleaner ends by itself when nothing has been left to clean for half a minute; here, at once. */
    private static final String CLEANER_PATIENCE = "pgjdbc.config.cleanup.thread.ttl";

    @ParameterizedTest
    @EnumSource(
            value = EngineCase.class,
            names = {"POSTGRESQL", "MARIADB", "MYSQL"})
    void nothingOfTheDriverStaysOnceItIsDeregistered(EngineCase engineCase) throws Throwable {
        System.setProperty(CLEANER_PATIENCE, "1");
        try {
            Trouble sound = FailureCloud.sound(engineCase);
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            ReferenceQueue<ClassLoader> dropped = new ReferenceQueue<>();
            WeakReference<ClassLoader> loader = used(sound, dropped);
            linkAnotherRecord();
            while (dropped.remove(100) == null) {
                System.gc();
            }
            assertThat(loader.get()).isNull();
            // The JDK's own cleaners end when what they cleaned is gone.
            for (long end = System.nanoTime() + 40_000_000_000L; !left(before).isEmpty() && System.nanoTime() < end; ) {
                System.gc();
                Thread.sleep(200);
            }
            assertThat(left(before)).isEmpty();
        } finally {
            System.clearProperty(CLEANER_PATIENCE);
        }
    }

    /** New threads, but for those of the local RDS and of the JDK, which hold nothing of the driver's. */
    private static List<String> left(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.matches("local-rds-.*|Keep-Alive-.*|process reaper.*|HTTP-Dispatcher"))
                .toList();
    }

    /** JDK 17 holds the last record whose methods it linked, until it links another's. */
    private static void linkAnotherRecord() throws Throwable {
        record Link(Path next) {}

        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodHandle next = lookup.findGetter(Link.class, "next", Path.class);
        ObjectMethods.bootstrap(
                lookup,
                "equals",
                MethodType.methodType(boolean.class, Link.class, Object.class),
                Link.class,
                "next",
                next);
        ObjectMethods.bootstrap(
                lookup, "hashCode", MethodType.methodType(int.class, Link.class), Link.class, "next", next);
    }

    private static WeakReference<ClassLoader> used(Trouble sound, ReferenceQueue<ClassLoader> dropped)
            throws Exception {
        Map<String, String> settings = new HashMap<>(sound.settings);
        settings.put("instance", sound.instance());
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            work(loader, settings).call();
            return new WeakReference<>(loader, dropped);
        }
    }

    @SuppressWarnings("unchecked") // Of another class loader, where its name is all that is known.
    private static Callable<Void> work(ClassLoader loader, Map<String, String> settings) throws Exception {
        Object guest = loader.loadClass(LoaderGuest.class.getName())
                .getDeclaredConstructor()
                .newInstance();
        return ((Function<Map<String, String>, Callable<Void>>) guest).apply(settings);
    }

    /**
     * The tests' class path without DuckDB's driver. That one, once loaded, registers an event with the JDK's Flight
     * Recorder and never removes it, which holds its class loader; applications that bring it have that leak by it.
     */
    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("duckdb_jdbc")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }
}
