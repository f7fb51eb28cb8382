package ai.fourminds.rds.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableChoiceTest {
    private static final TableChoice TABLES = new TableChoice(List.of(
            table("public", "orders"), table("crm", "Orders"), table("crm", "labels"), table("hr", "LABELS.old")));

    private static TableInfo table(String schema, String name) {
        return new TableInfo(new TableName(schema, name), 0, 1, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "public.orders,public.orders",
        "orders,public.orders",
        "Orders,crm.Orders",
        "CRM.LABELS,crm.labels",
        "ORDERS,public.orders crm.Orders",
        "order,''"
    })
    void readsNamesExactlyFirst(String typed, String meant) {
        assertThat(names(TABLES.named(typed))).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "'','',public.orders crm.Orders crm.labels hr.LABELS.old",
        "crm.*,'',crm.Orders crm.labels",
        "crm.* old,'',crm.Orders crm.labels hr.LABELS.old",
        "'',*.orders,crm.labels hr.LABELS.old",
        "crm.*,label,crm.Orders",
        "nothing,'',''"
    })
    void patternsChooseAndLeaveOut(String include, String exclude, String expected) {
        assertThat(names(TABLES.matching(words(include), words(exclude)))).isEqualTo(expected);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }

    private static String names(List<TableInfo> tables) {
        return String.join(
                " ", tables.stream().map(table -> table.name().qualified()).toList());
    }
}
