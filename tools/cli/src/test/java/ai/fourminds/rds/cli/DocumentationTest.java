package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.output.Captured;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** The pages for readers: their links resolve, their JSON is JSON, and what they tell people to type exists. */
class DocumentationTest {
    static final Path ROOT = root();
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");
    private static final Pattern TESTED = Pattern.compile("(?m)^Tested: .*$");
    private static final Pattern TESTED_TOOL =
            Pattern.compile("(?m)^\\| \\[[^]]+]\\((?:\\.\\./)?([\\w-]+)\\.md\\)[^|]*\\| ([0-9.]+) \\|");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern VARIABLE = Pattern.compile("FOURMINDS_RDS_[A-Z_]+");
    private static final Pattern COMMAND = Pattern.compile("(?m)^ {4}(?:\\./tools/)?fourminds-rds ((?:.*\\\\\\n)*.*)$");
    private static final Pattern SELECTED = Pattern.compile("-[cm]=\\$(class|package)([.\\w]+)");
    private static final Pattern URL_SETTING = Pattern.compile("[?&]([A-Za-z]+)=");

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.resolve("..").normalize();
        }
        return folder;
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .filter(file -> Stream.iterate(file, path -> path != null, Path::getParent)
                            .noneMatch(
                                    path -> NOT_OURS.contains(path.getFileName().toString())))
                    .toList()
                    .stream();
        }
    }

    private static String text(Path page) throws IOException {
        return Files.readString(ROOT.resolve(page));
    }

    private static Stream<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkResolves(Path page) throws IOException {
        List<String> dangling = new ArrayList<>();
        for (String link : all(LINK, text(page)).map(match -> match.group(1)).toList()) {
            if (link.contains(":")) {
                continue;
            }
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
            boolean there = Files.exists(ROOT.resolve(target))
                    && (parts.length == 1 || anchors(target).contains(parts[1]));
            if (!there) {
                dangling.add(link);
            }
        }
        assertThat(dangling).isEmpty();
    }

    private static Set<String> anchors(Path page) throws IOException {
        return all(HEADING, text(page))
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void everyDependencyIsExplained() throws IOException {
        String pom = text(Path.of("pom.xml"));
        String managed = pom.substring(pom.indexOf("<dependencyManagement>"), pom.indexOf("</dependencyManagement>"))
                .replaceAll("(?s)<exclusions>.*?</exclusions>", "");
        String page = text(Path.of("docs", "dependencies.md"));
        assertThat(all(ARTIFACT, managed).map(match -> match.group(1)))
                .contains("postgresql", "picocli")
                .filteredOn(name -> !name.startsWith("fourminds-rds-"))
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void everyTestThatRunsOnOtherVersionsExists() throws IOException {
        List<String> classes = all(SELECTED, text(Path.of(".ci", "versions")))
                .map(match -> (match.group(1).equals("class") ? "postgresql" : "") + match.group(2))
                .map(name -> "ai/fourminds/rds/" + name.replaceFirst("^\\.", "").replace('.', '/') + ".java")
                .toList();
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> tests =
                    files.filter(file -> file.toString().endsWith("Test.java")).toList();
            assertThat(classes)
                    .hasSizeGreaterThan(5)
                    .allMatch(name -> tests.stream().anyMatch(file -> file.endsWith(name)));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theVersionThatAPageCallsTestedIsTheOneOfTheBuild(Path page) throws IOException {
        Matcher tested = TESTED.matcher(text(page));
        if (!tested.find()) {
            return;
        }
        assertThat(versions(page.getFileName().toString().replace(".md", "")))
                .isNotEmpty()
                .anySatisfy(version -> assertThat(tested.group()).contains(version));
    }

    @Test
    void theTableOfToolsNamesTheVersionsOfTheBuild() throws IOException {
        List<MatchResult> tools =
                all(TESTED_TOOL, text(Path.of("docs/tools/README.md"))).toList();
        assertThat(tools).hasSizeGreaterThan(10);
        for (MatchResult tool : tools) {
            assertThat(versions(tool.group(1))).as(tool.group()).contains(tool.group(2));
        }
    }

    /** Versions of a tool in the build, by the name of its page; some are there in two major versions. */
    private static List<String> versions(String tool) throws IOException {
        return all(Pattern.compile("<[a-z-]*" + tool + "\\d*\\.version>([0-9.]*[0-9])"), text(Path.of("pom.xml")))
                .map(match -> match.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyJsonIsJson(Path page) throws IOException {
        for (MatchResult block : all(CODE, text(page)).toList()) {
            if (block.group(1).equals("json")) {
                assertThat(LocalProgram.JSON.readTree(block.group(2)).isContainerNode())
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyXmlIsXmlAndNamesWhatIsBuilt(Path page) throws Exception {
        for (MatchResult block : all(CODE, text(page)).toList()) {
            if (block.group(1).equals("xml")) {
                String xml = "<page>" + block.group(2) + "</page>";
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
                assertThat(ARTIFACT.matcher(xml).results())
                        .allSatisfy(named -> assertThat(text(Path.of("pom.xml")) + text(Path.of("bom/pom.xml")))
                                .contains(named.group()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyCommandIsThereWithItsOptions(Path page) throws IOException {
        for (MatchResult match : all(COMMAND, text(page)).toList()) {
            String typed = match.group(1).replace("\\\n", " ").split(" {2,}(?!-)", 2)[0];
            List<String> words = Stream.of(typed.split("\\s+"))
                    .takeWhile(word -> word.matches("[a-z]+"))
                    .limit(typed.startsWith("connection ") ? 2 : 1)
                    .toList();
            Captured captured = new Captured();
            String[] help = Stream.concat(words.stream(), Stream.of("--help")).toArray(String[]::new);
            assertThat(new CommandShell(captured.console(), Map.of()).run(help))
                    .as(typed)
                    .isZero();
            for (String word : typed.split("\\s+")) {
                if (word.startsWith("--")) {
                    assertThat(captured.out()).as(typed).containsPattern(word + "\\b");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySettingAndVariableIsInTheTable(Path page) throws IOException {
        Set<String> variables = new TreeSet<>(Set.of(
                "FOURMINDS_RDS_HOME",
                "FOURMINDS_RDS_KEY",
                "FOURMINDS_RDS_TRUST",
                "FOURMINDS_RDS_CLASSPATH",
                "FOURMINDS_RDS_JAVA_OPTS",
                "FOURMINDS_RDS_"));
        Set<String> names = new TreeSet<>(Set.of("keyFile", "setting"));
        for (SettingInfo setting : RdsFleet.settings()) {
            variables.add(setting.environmentVariable());
            names.add(setting.name());
        }
        String text = text(page);
        assertThat(all(VARIABLE, text).map(MatchResult::group)).allMatch(variables::contains);
        Stream<String> urls = text.lines().filter(line -> line.contains("jdbc:fourminds-rds:"));
        assertThat(urls.flatMap(line -> all(URL_SETTING, line)).map(match -> match.group(1)))
                .allMatch(names::contains);
    }
}
