package ai.fourminds.rds.cli.command.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.output.Captured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
