package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StartArchiveTest {

    @TempDir
    Path folder;

    @Test
    void makesAnArchiveThatTheJvmTakes() throws Exception {
        Path archive = folder.resolve("a folder/start.jsa");
        String jar = jarOf(CommandLine.class);

        assertThat(StartArchive.make(archive, jar)).isZero();

        assertThat(folder.resolve("a folder")).isDirectoryContaining(archive::equals);
        assertThat(archive.getParent().toFile().list()).containsExactly("start.jsa");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xshare:on",
                        "-XX:SharedArchiveFile=" + archive,
                        "-Xlog:class+load",
                        "-cp",
                        jar,
                        "picocli.AutoComplete",
                        "--version")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes()))
                .contains("picocli.CommandLine source: shared objects file");
    }

    @Test
    void leavesNothingBehindWhenTheJvmCannotMakeOne() throws Exception {
        Path archive = folder.resolve("start.jsa");

        // A folder of classes cannot be archived.
        assertThat(StartArchive.make(archive, Path.of("target/classes").toString()))
                .isNotZero();

        assertThat(folder).isEmptyDirectory();
    }

    private static String jarOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
