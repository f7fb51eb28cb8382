package ai.fourminds.rds.spark.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final List<TableInfo> LISTED = List.of(table("orders"), table("customers"));

    private static TableInfo table(String name) {
        return new TableInfo(new TableName("public", name), 0, 1, 0);
    }

    private static List<String> selected(List<String> include, List<String> exclude) throws ExportFault {
        FileForm form = new FileForm(FileForm.Format.CSV, false, "", CsvOptions.Geometry.AUTO, false);
        Request request = new Request(
                "prod", "sales", List.of(), include, exclude, "out", form, Request.Earlier.REFUSE, 1, 1, Map.of());
        return Selection.of(request, LISTED).stream()
                .map(task -> task.info().name().name())
                .toList();
    }

    @Test
    void patternsChoose() throws ExportFault {
        assertThat(selected(List.of(), List.of())).containsExactly("orders", "customers");
        assertThat(selected(List.of("public.o*"), List.of())).containsExactly("orders");
        assertThat(selected(List.of(), List.of("public.o*"))).containsExactly("customers");
    }

    @Test
    void patternsThatLeaveNothingAreRefused() {
        assertThatThrownBy(() -> selected(List.of("public.o*", "nosuch*"), List.of()))
                .isInstanceOf(ExportFault.class)
                .hasMessageContainingAll("no table matches 'nosuch*'", "fourminds-rds tables");
        assertThatThrownBy(() -> selected(List.of(), List.of("*")))
                .isInstanceOf(ExportFault.class)
                .hasMessageContaining("--exclude leaves no table");
    }
}
