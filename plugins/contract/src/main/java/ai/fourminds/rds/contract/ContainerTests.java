package ai.fourminds.rds.contract;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;
import org.testcontainers.DockerClientFactory;

/**
 * Leaves tests with the tag {@code container} out where no Docker engine answers, and says so in one line; public because {@link
 * java.util.ServiceLoader} instantiates it. Thread-safe.
 */
public final class ContainerTests implements PostDiscoveryFilter, TestExecutionListener {

    /** Marks test classes that need a Docker engine. */
    public static final String TAG = "container";

    private static final AtomicBoolean LEFT_OUT = new AtomicBoolean();

    /** For {@link java.util.ServiceLoader}. */
    public ContainerTests() {}

    @Override
    public FilterResult apply(TestDescriptor test) {
        if (!test.getTags().contains(TestTag.create(TAG)) || Engine.ANSWERS) {
            return FilterResult.included("needs no Docker engine that does not answer");
        }
        LEFT_OUT.set(true);
        return FilterResult.excluded("no Docker engine answers");
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (LEFT_OUT.getAndSet(false)) {
            System.out.println(
                    "[containers] not run: the contract on the official image, since no Docker engine answers");
        }
    }

    /** Asked for once, and only where there are such tests. */
    private static final class Engine {
        static final boolean ANSWERS =
                mayExist() && DockerClientFactory.instance().isDockerAvailable();

        /** Testcontainers' own search is slow and loud where there is nothing to find. */
        private static boolean mayExist() {
            return System.getenv("DOCKER_HOST") != null
                    || Files.exists(Path.of("/var/run/docker.sock"))
                    || Files.exists(Path.of(System.getProperty("user.home", ""), ".docker", "run", "docker.sock"))
                    || System.getProperty("os.name", "").startsWith("Windows");
        }
    }
}
