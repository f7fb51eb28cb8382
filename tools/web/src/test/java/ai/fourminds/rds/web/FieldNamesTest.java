package ai.fourminds.rds.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.catalogue.TableSelection;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.web.export.ExportRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldNamesTest {
    @Test
    void theNamesAreThoseOfTheFormAndOfTheApi() throws Exception {
        String form = Files.readString(Path.of("src/main/jte/tables.jte"))
                + Files.readString(Path.of("src/main/jte/done.jte"));
        assertThat(FieldNames.FORM.names().values())
                .allSatisfy(label -> assertThat(form).contains(label.replaceAll("^[^']*'|'$", "")));
        Set<String> members = new HashSet<>();
        for (Class<?> part : List.of(ExportRequest.class, TableSelection.class)) {
            for (var component : part.getRecordComponents()) {
                members.add("\"" + component.getName() + "\"");
            }
        }
        assertThat(FieldNames.API.names().values())
                .allSatisfy(name -> assertThat(members).contains(name.replaceAll("^[^\"]*|:.*", "")));
        // A program goes on with an export by the command.
        Set<String> options = new HashSet<>(FieldNames.FORM.names().keySet());
        options.remove("--resume");
        // The form has no patterns.
        options.addAll(List.of("--include", "--exclude"));
        assertThat(FieldNames.API.names().keySet()).isEqualTo(options);
    }

    @Test
    void aProgramReadsTheMembersOfItsRequest() {
        assertThat(FieldNames.API.in("--include: no table matches 'x'."))
                .isEqualTo("\"include\": no table matches 'x'.");
        assertThat(FieldNames.API.in("--exclude leaves no table.")).isEqualTo("\"exclude\" leaves no table.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Add --overwrite to replace what this export writes, or name another folder with --out.| Name another 'Folder'.",
                "Add --overwrite to replace it, or name another folder with --out.| Name another 'Folder'.",
                "Add --resume to go on where it stopped, --overwrite to replace what this export writes, or name another"
                        + " folder with --out.| Name another 'Folder'.",
                "Start anew with --overwrite or another folder.| Export into another 'Folder'.",
                "Repeat its arguments, or start anew with --overwrite or another folder.| Export into another 'Folder'.",
                "The export in 'x' cannot be resumed, because it differs in region, --max-rows, --guard-formulas, --null-text."
                        + "| The export in 'x' cannot be resumed, because it differs in region, 'Rows per table at most',"
                        + " 'Prefix cells that spreadsheets would take for formulas', 'What NULL is written as'.",
                "Wait for it to end, or name another folder with --out.| Wait for it to end, or name another 'Folder'.",
                "Leave it out with --exclude.| Leave it out.",
                "--resume would export t again.| 'Retry what is missing' would export t again.",
                "export it again, for which --resume suffices| export it again, for which 'Retry what is missing' suffices",
                "give more and fewer --jobs, or leave the large column out with --query"
                        + "| give more and fewer 'Connections at the same time', or leave the large column out with 'Columns to leave out'",
                "read through fewer connections than --jobs allows| read through fewer connections than 'Connections at the same time' allows",
                "export takes a longer --timeout.| export takes a longer 'Seconds per table'.",
                "--max-rows is not a whole number.| 'Rows per table at most' is not a whole number.",
                "Run the command, with --resume in place of --overwrite.| Run the command, with --resume in place of --overwrite.",
                "aws rds modify-db-instance --db-instance-identifier i| aws rds modify-db-instance --db-instance-identifier i",
                "List them: fourminds-rds tables i d --views| List them: fourminds-rds tables i d --views"
            })
    void textsNameWhatThePageHas(String commands, String ours) {
        Fault fault = new Fault(ExitCode.NETWORK, "code", null, commands, "", commands);
        assertThat(FieldNames.FORM.in(commands)).isEqualTo(ours);
        assertThat(FieldNames.FORM.in(fault)).isEqualTo(new Fault(ExitCode.NETWORK, "code", null, ours, "", ours));
    }
}
