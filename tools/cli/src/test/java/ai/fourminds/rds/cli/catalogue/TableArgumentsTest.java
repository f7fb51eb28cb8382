package ai.fourminds.rds.cli.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.plugin.catalogue.ColumnInfo;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugin.export.TableSubset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the options that ask for a part of tables mean. */
class TableArgumentsTest {
    private static final TableName ORDERS = new TableName("public", "orders");
    private static final TableName STATUS = new TableName("public", "status");
    private static final TableName HOSTILE = new TableName("public", "a=b,\"c\"");

    private static final Map<TableName, List<ColumnInfo>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put(ORDERS, columns("id", "total", "status", "Total", "a,b", "x=y", "\"q\""));
        COLUMNS.put(STATUS, columns("id", "name", "secret"));
        COLUMNS.put(HOSTILE, columns("id"));
    }

    private static List<ColumnInfo> columns(String... names) {
        return List.of(names).stream()
                .map(name -> new ColumnInfo(name, "text", true, null))
                .toList();
    }

    private static Map<TableName, TableSubset> subsets(String... args) throws CommandFailure {
        TableSelection selection = TableSelection.of(List.of(), List.of(args)).orElseThrow();
        List<TableInfo> tables = COLUMNS.keySet().stream()
                .map(name -> new TableInfo(name, 1, 1, 1))
                .toList();
        return selection.subsets(List.copyOf(COLUMNS.keySet()), COLUMNS, new TablePicker(tables, "prod", "sales"));
    }

    private static TableSubset of(TableName table, String... args) throws CommandFailure {
        return subsets(args).get(table);
    }

    private static String refusal(String... args) {
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> subsets(args));
        return failure.fault().headline() + " " + failure.fault().remedy();
    }

    @Test
    void whatIsSaidOfAllIsForEachTable() throws Exception {
        assertThat(subsets("--columns", "ID", "--where", "id > 1", "--sample", "7")
                        .values())
                .containsOnly(new TableSubset(List.of("id"), "id > 1", 7));
    }

    @Test
    void whatIsSaidOfOneTableGoesBefore() throws Exception {
        assertThat(of(ORDERS, "--where", "id > 1", "--where", "orders=total=3", "--sample", "public.orders=2"))
                .isEqualTo(new TableSubset(List.of(), "total=3", 2));
        assertThat(of(STATUS, "--where", "id > 1", "--where", "orders=total=3", "--sample", "public.orders=2"))
                .isEqualTo(new TableSubset(List.of(), "id > 1", 0));
    }

    @Test
    void columnsAreFoundByTheirExactNameBeforeAnother() throws Exception {
        assertThat(of(ORDERS, "--columns", "orders=Total, \"a,b\",\"x=y\",\"\"\"q\"\"\",STATUS,id,id")
                        .columns())
                .containsExactly("Total", "a,b", "x=y", "\"q\"", "status", "id");
        assertThat(of(HOSTILE, "--columns", "\"a=b,\"\"c\"\"\"=id").columns()).containsExactly("id");
    }

    @Test
    void leftOutIsWhatOneTableHas() throws Exception {
        String[] args = {"--exclude-columns", "secret,total", "--exclude-columns", "status=name"};
        assertThat(of(STATUS, args).columns()).containsExactly("id");
        assertThat(of(ORDERS, args).columns()).containsExactly("id", "status", "Total", "a,b", "x=y", "\"q\"");
        assertThat(of(HOSTILE, args).columns()).isEmpty();
        assertThat(of(ORDERS, "--columns", "orders=id,total", "--exclude-columns", "total")
                        .columns())
                .containsExactly("id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "--columns|orders=totl|Table 'public.orders' has no column 'totl'. Did you mean: Total, total?",
                "--columns|name|Table 'public.orders' has no column 'name'",
                "--columns|oders=id|Did you mean the table orders",
                "--columns|id,,total|is empty",
                "--columns||is empty",
                "--columns|orders=TOTAL|no column 'TOTAL'. Did you mean: Total, total?",
                "--exclude-columns|secrt|No table of this export has a column 'secrt'. Did you mean: secret?",
                "--exclude-columns|status=total|Table 'public.status' has no column 'total'",
                "--exclude-columns|id|leaves no column of",
                "--where|oders=id > 5|'oders' is neither a table of this export nor a column of one. Did you mean the table orders",
                "--where|status=1|is a table of this export, and a column",
                "--sample|0|takes a number of rows, 1 or more",
                "--sample|oders=5|takes a number of rows",
            })
    void whatCannotBeMeantIsRefusedWithWhatIsNear(String option, String typed, String message) {
        assertThat(refusal(option, typed == null ? "" : typed)).contains(message);
    }

    @Test
    void whatARefusalSaysToTypeWorks() throws Exception {
        assertThat(refusal("--where", "status=1"))
                .contains("Write 'where status=1' for the column, 'status=where CONDITION' for the table.");
        assertThat(refusal("--where", "status='a'")).contains("Write 'where status='\\''a'\\''' for the column");
        assertThat(refusal("--columns", "a=id")).contains("Did you mean the table \"a=b,\"\"c\"\"\"?");
        assertThat(of(ORDERS, "--where", "where status=1").where()).isEqualTo(" status=1");
        assertThat(of(STATUS, "--where", "status=WHERE name=1").where()).isEqualTo(" name=1");
        assertThat(of(ORDERS, "--where", "status=where name=1").where()).isNull();
        assertThat(of(HOSTILE, "--where", "\"a=b,\"\"c\"\"\"=where\nid=1").where())
                .isEqualTo("\nid=1");
    }

    @Test
    void aNameThatBeginsWithWhereIsNoKeyword() throws Exception {
        assertThat(of(ORDERS, "--where", "orders=where_from = 1").where()).isEqualTo("where_from = 1");
        assertThat(of(ORDERS, "--where", "orders=where.id = 1").where()).isEqualTo("where.id = 1");
    }

    @Test
    void twoConditionsForOneTableAreRefused() {
        assertThat(refusal("--where", "id=1", "--where", "id=2")).contains("twice for all tables", "AND");
        assertThat(refusal("--where", "orders=id=1", "--where", "public.orders=id=2"))
                .contains("twice for 'public.orders'");
    }

    @Test
    void whatIsWrittenForOneTableIsReadForIt() throws Exception {
        String hostile = HOSTILE.qualified();
        assertThat(of(HOSTILE, "--sample", TableArguments.forTable(hostile, "3"))
                        .sample())
                .isEqualTo(3);
        assertThat(of(ORDERS, "--sample", TableArguments.forTable(hostile, "3")).sample())
                .isZero();
        List<String> names = List.of("a,b", "x=y", "\"q\"", "Total");
        assertThat(of(ORDERS, "--columns", TableArguments.columns("public.orders", names))
                        .columns())
                .isEqualTo(names);
        assertThat(of(STATUS, "--where", TableArguments.condition("public.status", "status=1"))
                        .where())
                .isEqualTo(" status=1");
        assertThat(of(HOSTILE, "--where", TableArguments.condition(hostile, "where id=1"))
                        .where())
                .isEqualTo(" id=1");
    }

    @Test
    void theWordsOfAnEarlierExportAreReadAgain() {
        List<String> options = List.of(
                "--all",
                "--views",
                "--include",
                "a*",
                "--exclude",
                "b",
                "--columns",
                "id",
                "--where",
                "id > 1",
                "--where",
                "t=x",
                "--sample",
                "3");
        assertThat(TableSelection.of(List.of(), options).orElseThrow().words(List.of()))
                .isEqualTo(options);
        assertThat(TableSelection.of(List.of(), List.of("--query", "select 1"))).isEmpty();
        assertThat(TableSelection.of(List.of(), List.of("--where"))).isEmpty();
    }

    @Test
    void theOrderOfTablesAndOptionsMakesNoOtherSelection() {
        assertThat(words(List.of("b", "a"), "--where", "t=y", "--where", "t=x"))
                .isEqualTo(words(List.of("a", "b"), "--where", "t=x", "--where", "t=y"))
                .startsWith("a", "b");
        assertThat(words(List.of(), "--include", "b", "--exclude", "a"))
                .isNotEqualTo(words(List.of(), "--include", "a", "--exclude", "b"));
    }

    private static List<String> words(List<String> tables, String... options) {
        List<ExportTask> tasks = tables.stream()
                .map(table ->
                        new ExportTask(table, new ExportSource.OfTable(new TableName(null, table)), table + ".csv", 1L))
                .toList();
        return TableSelection.of(tables, List.of(options)).orElseThrow().words(tasks);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"id=5", "orders.id=5", "total = 3", "status =1", "(now()=x)", "1=1", "lower(name)='x'", "\"id\"=1"
            })
    void conditionsAreLeftAsTheyAre(String condition) throws Exception {
        assertThat(of(ORDERS, "--where", condition).where()).isEqualTo(condition);
    }
}
