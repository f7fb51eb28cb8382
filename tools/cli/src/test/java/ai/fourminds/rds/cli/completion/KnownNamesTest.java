package ai.fourminds.rds.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownNamesTest {
    private static final List<String> HOSTILE =
            List.of("plain", "a b", "%s", "\u001B[31m", "📦", "+", "quote\"'", "x".repeat(255));

    @TempDir
    Path folder;

    @Test
    void keepsNamesAsTheyAre() throws Exception {
        KnownNames known = KnownNames.in(folder.resolve("home"), Map.of());
        known.replace(List.of(), List.of("prod"));
        known.replace(List.of("prod", "sa les\n"), HOSTILE);
        assertThat(known.of(List.of("prod", "sa les\n"))).containsExactlyElementsOf(HOSTILE);
        assertThat(known.of(List.of())).containsExactly("prod");
        assertThat(known.of(List.of("prod"))).isEmpty();
    }

    @Test
    void replacesTheNamesOfTheSameOwnersAlone() throws Exception {
        KnownNames known = KnownNames.in(folder, Map.of());
        known.replace(List.of("a"), List.of("old"));
        known.replace(List.of("b"), List.of("kept"));
        known.replace(List.of("a"), List.of("new"));
        assertThat(known.of(List.of("a"))).containsExactly("new");
        assertThat(known.of(List.of("b"))).containsExactly("kept");
    }

    @Test
    void isForItsOwnersEyes() throws Exception {
        KnownNames known = KnownNames.in(folder.resolve("home"), Map.of());
        known.replace(List.of(), List.of("prod"));
        try (Stream<Path> files = Files.list(known.folder())) {
            Path file = files.findFirst().orElseThrow();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("home"))))
                .isEqualTo("rwx------");
        assertThat(known.folder()).isDirectoryContaining("glob:**.txt").isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void keepsNoNameThatNoShellCompletes() throws Exception {
        KnownNames known = KnownNames.in(folder, Map.of());
        known.replace(List.of(), List.of("a\nb", "prod", "trailing\n"));
        assertThat(known.of(List.of())).containsExactly("prod");
    }
}
