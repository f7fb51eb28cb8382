package ai.fourminds.rds.local.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.local.server.MissingRequirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A script in the server's place says what the loader says where a library is missing. */
class MissingLibraryTest {
    @TempDir
    private Path folder;

    private Path server;

    @BeforeEach
    void standIn() throws IOException {
        server = Files.createFile(folder.resolve("mysqld"));
        // Where this is root, the server runs as somebody else.
        for (Path path : List.of(folder, server)) {
            assertThat(path.toFile().setReadable(true, false)).isTrue();
            assertThat(path.toFile().setExecutable(true, false)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "libaio.so.1, libaio1",
        "libnuma.so.1, libnuma1",
        "libstdc++.so.6, libstdc++6",
        "libssl.so.1.1, libssl1.1",
        "libprotobuf-lite.so.32, libprotobuf-lite32",
        "libicui18n.so.72, libicui18n72",
        "libkrb5support_x86.so.0, libkrb5support-x86-0"
    })
    void aMachineWithoutALibraryIsToldWhatToInstall(String library, String debianPackage) throws IOException {
        fails("mysqld: error while loading shared libraries: " + library + ": cannot open shared object file: No such");
        assertThatThrownBy(() -> initialise(folder.resolve("nothing")))
                .isInstanceOf(MissingRequirement.class)
                .hasMessageContaining("MySQL needs the library " + library)
                .hasMessageContaining("apt-get install " + debianPackage)
                .message()
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"libcustom.so", "ld-linux-x86-64.so.2"})
    void aLibraryThatNamesNoPackageIsNamedAllTheSame(String library) throws IOException {
        fails("mysqld: error while loading shared libraries: " + library + ": cannot open shared object file: No such");
        assertThatThrownBy(() -> initialise(folder.resolve("nothing")))
                .isInstanceOf(MissingRequirement.class)
                .hasMessage("MySQL needs the library " + library + ", which this machine lacks: install it");
    }

    @Test
    void whateverElseTheServerSaysIsShown() throws IOException {
        fails("no space left %s");
        assertThatThrownBy(() -> initialise(folder.resolve("nothing")))
                .isNotInstanceOf(MissingRequirement.class)
                .hasMessageContaining("no space left %s");
    }

    @Test
    void aRenamedLibraryIsFoundAllTheSame() throws IOException {
        Path renamed = Files.writeString(folder.resolve("libaio.so.1t64"), "the library");
        initialise(renamed);
        initialise(renamed);
        assertThat(folder.resolve("lib/private/libaio.so.1")).hasContent("the library");
    }

    private void fails(String words) throws IOException {
        Files.writeString(server, "#!/bin/sh\necho '" + words + "' >&2\nexit 127\n");
    }

    private void initialise(Path renamedLibaio) throws IOException {
        if (Files.size(server) == 0) {
            Files.writeString(server, "#!/bin/sh\ncat >/dev/null\n");
        }
        new Mysql(renamedLibaio).initialise(folder, List.of(server.toString()), "select 1", folder.resolve("log"));
    }
}
