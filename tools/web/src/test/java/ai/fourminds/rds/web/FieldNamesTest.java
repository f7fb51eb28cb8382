package ai.fourminds.rds.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.catalogue.TableSelection;
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
        String form = Files.readString(Path.of("src/main/jte/tables.jte"));
        assertThat(FieldNames.FORM.names().values())
                .allSatisfy(label -> assertThat(form).contains(label.replace("'", "")));
        Set<String> members = new HashSet<>();
        for (Class<?> part : List.of(ExportRequest.class, TableSelection.class)) {
            for (var component : part.getRecordComponents()) {
                members.add("\"" + component.getName() + "\"");
            }
        }
        assertThat(FieldNames.API.names().values())
                .allSatisfy(name -> assertThat(members).contains(name.replaceAll(":.*", "")));
        assertThat(FieldNames.API.names().keySet())
                .isEqualTo(FieldNames.FORM.names().keySet());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Add --overwrite to replace what this export writes, or name another folder with --out.| Name another folder.",
                "Add --resume to go on where it stopped, --overwrite to replace what this export writes, or name another"
                        + " folder with --out.| Name another folder.",
                "Start anew with --overwrite or another folder.| Name another folder.",
                "Wait for it to end, or name another folder with --out.| Wait for it to end, or name another folder.",
                "Leave it out with --exclude.| Leave it out.",
                "List them: fourminds-rds tables i d --views| List them: fourminds-rds tables i d --views"
            })
    void remediesLeadToWhatThePageHas(String commands, String ours) {
        assertThat(FieldNames.FORM
                        .in(Fault.usage("code", "It failed.", commands))
                        .remedy())
                .isEqualTo(ours);
    }
}
