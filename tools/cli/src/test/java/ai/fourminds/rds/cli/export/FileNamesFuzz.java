package ai.fourminds.rds.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Whatever tables are called, their files stay in the folder, apart from one another. */
class FileNamesFuzz {

    @FuzzTest(maxDuration = "3m")
    void anyNamesGiveFilesThatEveryPlatformTakes(byte[] data) {
        List<String> names = Arrays.asList(new String(data, StandardCharsets.UTF_8).split("\0", -1));
        for (boolean ascii : new boolean[] {false, true}) {
            List<String> files = new FileNames(ascii, ".csv").assign(names);
            assertThat(files).hasSameSizeAs(names).allSatisfy(file -> {
                assertThat(file).endsWith(".csv").doesNotContainPattern("[/\\\\:*?\"<>|\\x00-\\x1f]");
                assertThat(file.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200);
                assertThat(file).doesNotStartWith(" ");
            });
            assertThat(files.stream().map(file -> file.toLowerCase(Locale.ROOT)))
                    .doesNotHaveDuplicates();
        }
    }
}
