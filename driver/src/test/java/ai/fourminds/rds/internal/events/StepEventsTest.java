package ai.fourminds.rds.internal.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps whose classes are loaded while Flight Recorder runs already, as where it is on from the JVM's start. */
class StepEventsTest {

    @TempDir
    private Path folder;

    @Test
    void areRecordedFromTheFirstConnectsOnThoughManyBeginAtOnce() throws Exception {
        URL classes = Step.class.getProtectionDomain().getCodeSource().getLocation();
        ExecutorService threads = Executors.newCachedThreadPool();
        try (Recording recording = new Recording();
                URLClassLoader fresh = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            recording.start();
            List<Future<String>> steps = new ArrayList<>();
            for (Step.Kind kind : Step.Kind.values()) {
                for (int connect = 0; connect < 4; connect++) {
                    steps.add(threads.submit(step(fresh, kind.name())));
                }
            }
            for (Future<String> step : steps) {
                assertThat(step.get(1, TimeUnit.MINUTES)).isEqualTo("done");
            }
            Path file = folder.resolve("steps.jfr");
            recording.dump(file);
            assertThat(RecordingFile.readAllEvents(file))
                    .filteredOn(event -> event.getEventType().getName().startsWith("ai.fourminds.rds."))
                    .hasSize(steps.size());
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<String> step(ClassLoader classes, String kind) {
        return () -> {
            Class<?> steps = classes.loadClass(Step.class.getName());
            Class<?> kinds = classes.loadClass(Step.Kind.class.getName());
            Method begin = steps.getMethod("begin", kinds, String.class, String.class);
            try {
                Object step = begin.invoke(null, constant(kinds, kind), "prod", "user u");
                steps.getMethod("done").invoke(step);
                return "done";
            } catch (InvocationTargetException failed) {
                return String.valueOf(failed.getCause());
            }
        };
    }

    private static Object constant(Class<?> kinds, String name) throws ReflectiveOperationException {
        return kinds.getField(name).get(null);
    }
}
