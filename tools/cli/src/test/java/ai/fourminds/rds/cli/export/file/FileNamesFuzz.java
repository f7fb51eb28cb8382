package ai.fourminds.rds.cli.export.file;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.export.FileNames;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whatever tables are called, their files stay in the folder, apart from one another. */
class FileNamesFuzz {

    private static final Pattern LEGAL = Pattern.compile("(?! )[^/\\\\:*?\"<>|\\x00-\\x1f]*\\.csv");

    @FuzzTest(maxDuration = "3m")
    void anyNamesGiveFilesThatEveryPlatformTakes(byte[] data) {
        List<String> names = Arrays.asList(new String(data, StandardCharsets.UTF_8).split("\0", -1));
        for (FileNames.Characters characters : FileNames.Characters.values()) {
            List<String> files = new FileNames(characters, ".csv").assign(names);
            assertThat(files).hasSameSizeAs(names);
            // Not by AssertJ, which would take most of the time that is there for fuzzing.
            for (String file : files) {
                if (!LEGAL.matcher(file).matches() || file.getBytes(StandardCharsets.UTF_8).length > 200) {
                    throw new AssertionError(file);
                }
            }
            Set<String> apart = new HashSet<>();
            files.forEach(file -> apart.add(file.toLowerCase(Locale.ROOT)));
            assertThat(apart).hasSameSizeAs(files);
        }
    }
}
