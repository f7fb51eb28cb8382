package ai.fourminds.rds.cli.command.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.output.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is started, by a launcher of Spark's that notes its arguments. */
class SparkExportCommandTest {

    @TempDir
    private Path folder;

    private final Captured captured = new Captured();

    @Test
    @DisabledOnOs(OS.WINDOWS) // The launcher is a shell script.
    void startsSparkSubmitWithBothJarsAndTheJobsWords() throws IOException {
        launcher("printf '%s\\n' \"$@\" >\"$SPARK_NOTE\"; exit 7".replace("$SPARK_NOTE", folder + "/note"));
        Path job = Files.createFile(folder.resolve("fourminds-rds-spark-1.2.3.jar"));
        Path driver = Files.createFile(folder.resolve("fourminds-rds-1.2.3.jar"));

        int code = run(
                "--spark-jars",
                driver + "," + job,
                "--submit=--master",
                "--submit=yarn",
                "prod",
                "it's \"sales\"",
                "--all",
                "--file-format",
                "parquet",
                "--role-arn=arn:aws:iam::1:role/x");

        assertThat(code).isEqualTo(7);
        assertThat(Files.readAllLines(folder.resolve("note")))
                .containsExactly(
                        "--class",
                        "ai.fourminds.rds.spark.SparkExport",
                        "--jars",
                        driver.toString(),
                        "--master",
                        "yarn",
                        job.toString(),
                        "prod",
                        "it's \"sales\"",
                        "--all",
                        "--file-format",
                        "parquet",
                        "--role-arn=arn:aws:iam::1:role/x");
    }

    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @CsvSource({"-v --format json, --format json --verbose", "-q, --quiet"})
    void theJobTellsAsMuchAndAsItIsAskedFor(String words, String handed) throws IOException {
        launcher("shift 5; echo \"$@\" >'" + folder + "/note'");
        String jars = Files.createFile(folder.resolve("fourminds-rds-spark-1.jar")) + ","
                + Files.createFile(folder.resolve("fourminds-rds-1.jar"));

        assertThat(run(("prod sales --all " + words + " --spark-jars " + jars).split(" ")))
                .isZero();

        assertThat(folder.resolve("note")).hasContent("prod sales --all " + handed);
        assertThat(captured.err().contains("spark-submit --class ai.fourminds.rds.spark.SparkExport"))
                .isEqualTo(words.startsWith("-v"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whoEndsTheProgramEndsSparkSubmit() throws Exception {
        launcher("echo $$ >'" + folder + "/pid.new'; mv '" + folder + "/pid.new' '" + folder + "/pid'; exec sleep 600");
        String jars = Files.createFile(folder.resolve("fourminds-rds-spark-1.jar")) + ","
                + Files.createFile(folder.resolve("fourminds-rds-1.jar"));
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "ai.fourminds.rds.cli.Main",
                "spark-export",
                "--spark-jars",
                jars,
                "prod",
                "sales",
                "--all");
        program.environment().put("SPARK_HOME", folder.toString());
        Process running = program.inheritIO().start();
        while (!Files.exists(folder.resolve("pid")) && running.isAlive()) {
            Thread.sleep(50);
        }
        ProcessHandle submit = ProcessHandle.of(
                        Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                .orElseThrow();

        running.destroy();

        submit.onExit().get(60, TimeUnit.SECONDS);
        assertThat(submit.isAlive()).isFalse();
        assertThat(running.waitFor()).isEqualTo(128 + 15);
    }

    @Test
    void saysWhatToDoWithoutSpark() {
        assertThat(run("prod", "sales", "--all")).isEqualTo(2);
        assertThat(captured.err()).contains("no bin/spark-submit in SPARK_HOME").contains("set SPARK_HOME");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysWhatToDoWithoutTheJars() throws IOException {
        launcher("exit 0");

        assertThat(run("--spark-jars", "nowhere.jar", "prod", "sales", "--all")).isEqualTo(2);
        assertThat(captured.err())
                .contains("No file fourminds-rds-<version>.jar")
                .contains("--spark-jars");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--secret-access-key CANARY",
                "--secret-access-key=CANARY",
                "--SECRET_ACCESS_KEY=CANARY",
                "--conf=spark.executorEnv.FOURMINDS_RDS_SECRET_ACCESS_KEY=CANARY",
                "--submit=--conf=spark.hadoop.fourminds.secret-access-key=CANARY",
                "--set=secretAccessKey=CANARY",
                "--set secretAccessKey=CANARY",
                "--set SECRETACCESSKEY=CANARY",
                "--submit=--conf --submit=spark.executorEnv.FOURMINDS_RDS_SECRET_ACCESS_KEY=CANARY",
                "--submit=-Dx.secretAccessKey=CANARY"
            })
    void aSecretReachesNoOtherProcess(String words) throws IOException {
        launcher("exit 0");
        String[] line = ("prod sales --all " + words).split(" ");
        assertThat(run(line)).isEqualTo(2);
        assertThat(captured.err())
                .contains("spark.executorEnv.FOURMINDS_RDS_SECRET_ACCESS_KEY")
                .doesNotContain("CANARY");
    }

    private int run(String... words) {
        String[] line = new String[words.length + 1];
        line[0] = "spark-export";
        System.arraycopy(words, 0, line, 1, words.length);
        Map<String, String> environment = Map.of("SPARK_HOME", folder.toString(), "PATH", "");
        return new CommandShell(captured.console(), environment).run(line);
    }

    private void launcher(String script) throws IOException {
        Path program = Files.createDirectories(folder.resolve("bin")).resolve("spark-submit");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
