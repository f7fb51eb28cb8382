package ai.fourminds.rds.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.output.Captured;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManPagesTest {
    @TempDir
    Path folder;

    private List<Path> pages() throws Exception {
        assertThat(new CommandShell(new Captured().console(), Map.of()).run("man", "--out", folder.toString()))
                .isZero();
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static String text(Path page) throws Exception {
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(page))) {
            return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyCommandHasAPageAndHiddenOnesHaveNone() throws Exception {
        assertThat(pages())
                .extracting(page -> page.getFileName().toString())
                .contains("fourminds-rds.1.gz", "fourminds-rds-export.1.gz", "fourminds-rds-connection-save.1.gz")
                .doesNotContain("fourminds-rds-complete.1.gz", "fourminds-rds-man.1.gz");
    }

    @Test
    void everyPageHasItsSectionsAndNoStrayRequests() throws Exception {
        for (Path page : pages()) {
            List<String> lines = text(page).lines().toList();
            assertThat(lines).contains(".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS");
            assertThat(lines)
                    .filteredOn(line -> line.startsWith(".") || line.startsWith("'"))
                    .allMatch(line -> line.matches("\\.(TH|SH|TP|PP)( .*)?"));
            assertThat(String.join("\n", lines)).doesNotContain("%%", "%n", "development\" \"\"");
        }
    }

    @Test
    void theFirstPageTellsSettingsAndExitCodes() throws Exception {
        pages();
        assertThat(text(folder.resolve("fourminds-rds.1.gz")))
                .contains("\\fB\\-\\-role\\-arn\\fR \\fIVALUE\\fR")
                .contains("\\fB\\-\\-secret\\-access\\-key\\-file\\fR \\fIFILE\\fR")
                .contains("\\fB130\\fR\nEnded by Ctrl\\-C");
        assertThat(text(folder.resolve("fourminds-rds-export.1.gz")))
                .contains("[\\fITABLE\\fR...]", "\\fB\\-\\-max\\-rows\\fR \\fIN\\fR")
                .doesNotContain("role\\-arn");
    }
}
