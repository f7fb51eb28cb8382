package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.sql.DriverManager;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What registering the driver costs: which classes the JVM loads for it. Run as a program, it measures the time. */
final class RegisteringTest {
    private static final String DRIVER = "ai.fourminds.rds.FourmindsRdsDriver";

    /** Prints microseconds of processor time, DriverManager's own start and the opening of the jar apart. */
    public static void main(String[] args) throws ReflectiveOperationException {
        // Whom it finds by itself must not be ours.
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        DriverManager.getDrivers();
        // The jar is opened, and its manifest read, for whatever class of it comes first.
        Class.forName("ai.fourminds.rds.plugin.Endpoint");
        var threads = ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadCpuTime();
        long begin = threads.getCurrentThreadCpuTime();
        Class.forName(DRIVER);
        System.out.println((threads.getCurrentThreadCpuTime() - begin) / 1_000);
    }

    @Test
    void loadsTwoClassesOfOursAndNoneOfTheSdkOrOfTheNativeDrivers() throws IOException, InterruptedException {
        var classPath = new Bundle().jar()
                + File.pathSeparator
                + new File(URI.create(RegisteringTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()));
        var answer = JavaProgram.run(
                List.of("-Xlog:class+load:stdout", "-cp", classPath, OnlyRegisters.class.getName()), new Properties());
        assertThat(answer.stderr()).isEmpty();
        assertThat(answer.stdout().lines().filter(line -> line.contains(" ai.fourminds.rds.")))
                .extracting(line -> line.replaceFirst(".*(ai[.]fourminds[.]rds[.][^ ]+) .*", "$1"))
                .containsExactlyInAnyOrder(OnlyRegisters.class.getName(), DRIVER, "ai.fourminds.rds.Deregistration");
        assertThat(answer.stdout()).doesNotContain("shaded", " org.postgresql.", " com.mysql.", " org.mariadb.");
    }

    /** Registers the driver by its class, and nothing else. */
    static final class OnlyRegisters {
        private OnlyRegisters() {}

        public static void main(String[] args) throws ReflectiveOperationException {
            Class.forName(DRIVER);
        }
    }
}
