package ai.fourminds.rds.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.command.CommandShell;
import ai.fourminds.rds.cli.output.Captured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    @Test
    void everyCommandHasAPageAndHiddenOnesHaveNone() throws Exception {
        assertThat(pages())
                .extracting(page -> page.getFileName().toString())
                .contains("fourminds-rds.1", "fourminds-rds-export.1", "fourminds-rds-connection-save.1")
                .doesNotContain("fourminds-rds-complete.1", "fourminds-rds-man.1");
    }

    @Test
    void everyPageHasItsSectionsAndNoStrayRequests() throws Exception {
        for (Path page : pages()) {
            List<String> lines = Files.readAllLines(page);
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
        assertThat(Files.readString(folder.resolve("fourminds-rds.1")))
                .contains("\\fB\\-\\-role\\-arn\\fR \\fIVALUE\\fR")
                .contains("\\fB\\-\\-secret\\-access\\-key\\-file\\fR \\fIFILE\\fR")
                .contains("\\fB130\\fR\nEnded by Ctrl\\-C");
        assertThat(Files.readString(folder.resolve("fourminds-rds-export.1")))
                .contains("[\\fITABLE\\fR...]", "\\fB\\-\\-max\\-rows\\fR \\fIN\\fR")
                .doesNotContain("role\\-arn");
    }
}
