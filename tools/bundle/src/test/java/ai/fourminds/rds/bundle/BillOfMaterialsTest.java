package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The bill of materials names every module that others may depend on, in the version of this build. */
final class BillOfMaterialsTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(fourminds-rds[^<]*)</artifactId>");

    /** Of no use to others: tests, measurements, examples, the packages, and the list itself. */
    private static final List<String> OWN = List.of(
            "plugins/contract",
            "tools/benchmarks",
            "tools/compatibility",
            "tools/compatibility-schemaspy",
            "tools/examples",
            "tools/examples/spark",
            "tools/example-engine",
            "tools/dist",
            "bom");

    @Test
    void listsEveryModuleThatOthersMayUse() throws IOException {
        var modules = all(MODULE, ROOT.resolve("pom.xml")).stream()
                .filter(module -> !OWN.contains(module))
                .map(module -> artifact(ROOT.resolve(module).resolve("pom.xml")))
                .toList();
        var listed = all(ARTIFACT, ROOT.resolve("bom/pom.xml"));
        assertThat(listed.subList(1, listed.size())).containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void hasTheVersionOfTheBuild() throws IOException {
        var version = all(VERSION, ROOT.resolve("pom.xml")).get(0);
        assertThat(all(VERSION, ROOT.resolve("bom/pom.xml")).get(0)).isEqualTo(version);
    }

    private static String artifact(Path pom) {
        try {
            return all(ARTIFACT, pom).stream()
                    .filter(name -> !name.equals("fourminds-rds-parent"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> all(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
