package ai.fourminds.rds.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablePickerTest {
    private static final String HOSTILE = "x\"; DROP TABLE \"y %s\n📦";
    private static final TablePicker PICKER = new TablePicker(
            List.of(
                    table("public", "orders"),
                    table("Sales", "Orders"),
                    table("Sales", "invoices"),
                    table("crm", "contacts"),
                    table("ops", "contacts"),
                    table("odd", HOSTILE),
                    table("odd", "crm.contacts")),
            "prod",
            "two words");

    private static TableInfo table(String schema, String name) {
        return new TableInfo(new TableName(schema, name), 1, 1, 1);
    }

    @ParameterizedTest
    @CsvSource({
        "public.orders,public.orders",
        "orders,public.orders",
        "Orders,Sales.Orders",
        "INVOICES,Sales.invoices",
        "sales.invoices,Sales.invoices",
        "crm.contacts,crm.contacts"
    })
    void findsATableByItsMostExactReading(String typed, String expected) throws Exception {
        assertThat(PICKER.pick(typed).name().qualified()).isEqualTo(expected);
    }

    @Test
    void findsHostileNames() throws Exception {
        assertThat(PICKER.pick(HOSTILE).name().name()).isEqualTo(HOSTILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "ORDERS"})
    void asksWhichOneIsMeant(String typed) {
        assertThatThrownBy(() -> PICKER.pick(typed)).isInstanceOfSatisfying(CommandFailure.class, failure -> {
            assertThat(failure.fault().exit().number()).isEqualTo(2);
            assertThat(failure.fault().remedy()).containsIgnoringCase("." + typed);
        });
    }

    @Test
    void tellsTablesApartThatDotsMakeOneOf() throws Exception {
        TablePicker picker = new TablePicker(List.of(table("s.t", "u"), table("s", "t.u")), "prod", "sales");

        assertThatThrownBy(() -> picker.pick("s.t.u"))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.fault().remedy()).isEqualTo("Name one of: u, t.u."));
        assertThat(picker.pick("t.u").name().schema()).isEqualTo("s");
    }

    @ParameterizedTest
    @CsvSource({"public.order,public.orders", "invoice,Sales.invoices", "voices,Sales.invoices"})
    void namesTheNearestOfAnUnknownTable(String typed, String near) {
        assertThatThrownBy(() -> PICKER.pick(typed))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.fault().remedy()).contains(near));
    }

    @Test
    void saysHowToListThemWhereNoneIsNear() {
        assertThatThrownBy(() -> PICKER.pick("zzzzzzzzzzzz"))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.fault().remedy())
                                .isEqualTo("List them: fourminds-rds tables prod 'two words' --views"));
    }

    @Test
    void picksEachTableOnce() throws Exception {
        assertThat(PICKER.pickAll(List.of("orders", "invoices", "public.orders")))
                .hasSize(2);
    }
}
