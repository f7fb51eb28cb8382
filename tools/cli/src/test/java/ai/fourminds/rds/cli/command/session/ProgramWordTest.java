package ai.fourminds.rds.cli.command.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramWordTest {
    @TempDir
    Path folder;

    private Path jar(String place) throws IOException {
        Path jar = folder.resolve(place).resolve("fourminds-rds-cli-1.jar");
        Files.createDirectories(jar.getParent());
        return Files.createFile(jar);
    }

    @Test
    void aCheckoutIsCalledByItsLauncher() throws Exception {
        Path jar = jar("a tree/tools/cli/target");
        assertThat(ProgramWord.typed(jar, folder)).isEqualTo("fourminds-rds");
        Path launcher = Files.createFile(folder.resolve("a tree/tools/fourminds-rds"));
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        assertThat(ProgramWord.typed(jar, folder.resolve("a tree"))).isEqualTo("./tools/fourminds-rds");
        assertThat(ProgramWord.typed(jar, folder.resolve("elsewhere"))).isEqualTo("'" + launcher + "'");
    }

    @Test
    void everythingElseIsCalledByItsName() throws Exception {
        assertThat(ProgramWord.typed(jar("usr/share/fourminds-rds"), folder)).isEqualTo("fourminds-rds");
        assertThat(ProgramWord.typed()).isEqualTo("fourminds-rds");
    }
}
