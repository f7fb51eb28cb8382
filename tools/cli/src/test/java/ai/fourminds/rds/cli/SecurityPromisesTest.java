package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code SECURITY.md} promises nothing without a test, and names no test that does not exist. */
class SecurityPromisesTest {
    private static final Path PAGE = DocumentationTest.ROOT.resolve("SECURITY.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))`");

    private static Set<String> classes() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String folder : List.of("driver", "plugins", "tools")) {
            try (Stream<Path> files = Files.walk(DocumentationTest.ROOT.resolve(folder))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(".java"))
                        .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
            }
        }
        return names;
    }

    private static List<String> promises() throws IOException {
        return Files.readString(PAGE)
                .lines()
                .dropWhile(line -> !line.startsWith("| Promise "))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static Set<String> named(String line) {
        return TEST.matcher(line).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    @Test
    void everyPromiseNamesATestThatExists() throws IOException {
        Set<String> classes = classes();
        assertThat(promises()).hasSizeGreaterThan(10).allSatisfy(promise -> {
            assertThat(named(promise)).as(promise).isNotEmpty();
            assertThat(classes).as(promise).containsAll(named(promise));
        });
    }
}
