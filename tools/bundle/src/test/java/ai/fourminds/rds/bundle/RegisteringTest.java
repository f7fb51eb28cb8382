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
    private static final String BEFORE = "registering";
    private static final String AFTER = "registered";

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
                .containsExactlyInAnyOrder(OnlyRegisters.class.getName(), DRIVER, DRIVER + "$Deregistration");
        assertThat(answer.stdout()).doesNotContain("shaded", " org.postgresql.", " com.mysql.", " org.mariadb.");
        var registering = answer.stdout().lines().toList();
        registering = registering.subList(registering.indexOf(BEFORE), registering.indexOf(AFTER));
        assertThat(registering.stream().filter(line -> line.contains(" java.sql.")))
                .extracting(line -> line.replaceFirst(".*(java[.]sql[.][^ ]+) .*", "$1"))
                .containsExactlyInAnyOrder("java.sql.DriverAction", "java.sql.DriverInfo");
        // Neither what a failure would need, nor lambdas, nor the network.
        assertThat(String.join("\n", registering))
                .doesNotContain(
                        " java.lang.ExceptionInInitializerError ", "Lambda", " java.net.Inet", " java.net.Socket");
    }

    /** Registers the driver by its class, and nothing else; fails if a thread was started. */
    static final class OnlyRegisters {
        private OnlyRegisters() {}

        public static void main(String[] args) throws ReflectiveOperationException {
            Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
            DriverManager.getDrivers();
            int threads = Thread.activeCount();
            System.out.println(BEFORE);
            Class.forName(DRIVER);
            System.out.println(AFTER);
            if (Thread.activeCount() != threads) {
                throw new IllegalStateException("a thread was started");
            }
        }
    }
}
