package ai.fourminds.rds.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.LocalRds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example runs, against the local RDS, as its reader would run it. */
class ExamplesTest {
    private static final String TRUST = "fourminds.rds.trust";

    // One sample table may not be read.
    private static final int SOME_TABLES_FAILED = 7;

    private static LocalRds rds;

    /** An example's {@code main}. */
    @FunctionalInterface
    private interface Program {
        void main(String... arguments) throws Exception;
    }

    @BeforeAll
    static void start() {
        rds = LocalRds.start();
        // The URLs name the local RDS's root certificate.
        System.setProperty(TRUST, "url");
    }

    @AfterAll
    static void stop() {
        System.clearProperty(TRUST);
        rds.close();
    }

    @Test
    void driverManager() throws Exception {
        assertThat(output(WithDriverManager::main)).hasLineCount(3).startsWith("1 ");
    }

    @Test
    void dataSourceAndHikariCp() throws Exception {
        assertThat(output(WithHikariCp::main)).matches("[1-9][0-9]* customers\\R");
    }

    @Test
    void jdbi() throws Exception {
        assertThat(output(WithJdbi::main)).hasLineCount(3);
    }

    @Test
    void springBoot() throws Exception {
        String names = output(WithDriverManager::main).replaceAll("(?m)^[0-9]+ ", "");
        assertThat(output(WithSpringBoot::main)).endsWith(names);
    }

    @Test
    void aShellLoopExportsEveryDatabase(@TempDir Path folder) throws Exception {
        Process script = shellLoop(folder).start();
        assertThat(script.waitFor(5, TimeUnit.MINUTES)).isTrue();
        int exit = script.exitValue();
        assertThat(exit).as(Files.readString(folder.resolve("printed"))).isEqualTo(SOME_TABLES_FAILED);
        assertThat(folder.resolve("csv/sales/public.customers.csv")).isNotEmptyFile();
        assertThat(folder.resolve("csv/hr/payroll.salaries.csv")).isNotEmptyFile();
    }

    private static ProcessBuilder shellLoop(Path folder) {
        Path script = Path.of("export-all-databases.sh").toAbsolutePath();
        ProcessBuilder builder = new ProcessBuilder(
                script.toString(), "prod-analytics", folder.resolve("csv").toString());
        var environment = builder.environment();
        rds.settings()
                .forEach((name, value) -> environment.put(
                        "FOURMINDS_RDS_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT), value));
        environment.put("FOURMINDS_RDS_HOME", folder.toString());
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
        environment.put(
                "FOURMINDS_RDS",
                Path.of(System.getProperty("java.home"), "bin", "java")
                        + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC ai.fourminds.rds.cli.Main");
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("printed").toFile());
    }

    private static String output(Program program) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            program.main(url());
        } finally {
            System.setOut(before);
        }
        return printed.toString(UTF_8);
    }

    private static String url() throws IOException {
        return rds.settings().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + URLEncoder.encode(setting.getValue(), UTF_8))
                .collect(Collectors.joining("&", "jdbc:fourminds-rds:postgresql://prod-analytics/sales?", ""));
    }
}
