package ai.fourminds.rds.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.cli.output.text.Text;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
    private record Row(String name, Long size, boolean ok) {}

    private static final Listing<Row> LISTING = Listing.<Row>empty()
            .field("name", Row::name)
            .field("size", Row::size)
            .field("ok", Row::ok)
            .column("NAME", Row::name)
            .figure("SIZE", row -> row.size() == null ? "?" : Quantity.count(row.size()))
            .column("OK", row -> row.ok() ? "yes" : "no", row -> row.ok() ? Style.GOOD : Style.WARNING);

    private static final List<Row> ROWS = List.of(new Row("日本", 1234567L, true), new Row("a\nb,\"c\"", null, false));

    private static Captured printed(Format format, Console.Capabilities capabilities) throws IOException {
        Captured captured = new Captured("", capabilities);
        LISTING.print(ROWS, format, captured.console());
        return captured;
    }

    @Test
    void alignsByCellsAndKeepsRowsOnOneLine() throws Exception {
        assertThat(printed(Format.TABLE, Console.Capabilities.PLAIN).out())
                .isEqualTo("NAME           SIZE  OK\n" + "日本      1,234,567  yes\n" + "a\\nb,\"c\"          ?  no\n");
    }

    @Test
    void proseGoesOnBelowOnATerminalAndNowhereElse() throws Exception {
        Listing<String> listing =
                Listing.<String>empty().column("A", text -> "x").prose("SENTENCE", text -> text);
        Captured narrow = new Captured(20);
        listing.print(List.of("one two three four five"), Format.TABLE, narrow.console());
        assertThat(narrow.out().replaceAll("\u001B\\[[0-9]*m", ""))
                .isEqualTo("A  SENTENCE\nx  one two three\n   four five\n");
        Captured wide = new Captured();
        listing.print(List.of("one two three four five"), Format.TABLE, wide.console());
        assertThat(wide.out()).endsWith("x  one two three four five\n");
    }

    @Test
    void coloursOnlyWhereThereAreColours() throws Exception {
        String coloured = printed(Format.TABLE, Console.Capabilities.TERMINAL).out();
        assertThat(coloured).contains("\u001B[32myes\u001B[0m").contains("\u001B[33mno\u001B[0m");
        assertThat(printed(Format.CSV, Console.Capabilities.TERMINAL).out()).doesNotContain("\u001B");
    }

    @Test
    void writesJsonWithTypes() throws Exception {
        String json = printed(Format.JSON, Console.Capabilities.PLAIN).out();
        assertThat(new ObjectMapper().readTree(json).toString())
                .isEqualTo("[{\"name\":\"日本\",\"size\":1234567,\"ok\":true},"
                        + "{\"name\":\"a\\nb,\\\"c\\\"\",\"size\":null,\"ok\":false}]");
    }

    @Test
    void writesCsvWithNullApartFromEmpty() throws Exception {
        assertThat(printed(Format.CSV, Console.Capabilities.PLAIN).out())
                .isEqualTo("name,size,ok\n日本,1234567,true\n\"a\nb,\"\"c\"\"\",,false\n");
    }

    @Test
    void writesAnEmptyListingAsAnEmptyArray() throws Exception {
        Captured captured = new Captured();
        LISTING.print(List.of(), Format.JSON, captured.console());
        assertThat(new ObjectMapper().readTree(captured.out())).isEmpty();
    }

    private static final Listing<List<String>> WIDE = Listing.<List<String>>empty()
            .column("NAME", row -> row.get(0))
            .column("KIND", row -> row.get(1))
            .figure("SIZE", row -> row.get(2))
            .column("NOTE", row -> row.get(3));

    private static String wide(Captured captured) throws IOException {
        WIDE.print(
                List.of(
                        List.of("a name of twenty-five...!", "k".repeat(30), "1,234,567", "n".repeat(30)),
                        List.of("שלום", "x", "8", "日本")),
                Format.TABLE,
                captured.console());
        return captured.out().replaceAll("\u001B\\[\\d*m", "");
    }

    @Test
    void fitsTheTerminalByCuttingTextsButNotFigures() throws Exception {
        String shown = wide(new Captured(60));
        assertThat(shown).contains("1,234,567", "kkkkkkkk…", "nnnnnnnn…").contains("\u200Eשלום\u200E");
        assertThat(shown.lines()).allMatch(line -> Text.width(line) <= 60);
        assertThat(wide(new Captured(30)))
                .contains("KIND …")
                .contains("a name of twent…")
                .doesNotContain("1,234,567");
    }

    @Test
    void cutsNothingWhereNobodyLooks() throws Exception {
        assertThat(wide(new Captured()))
                .contains("k".repeat(30), "n".repeat(30))
                .doesNotContain("\u200E");
    }

    @Test
    void tellsAClosedReaderFromAFullDisk() {
        assertThatThrownBy(() -> LISTING.print(ROWS, Format.TABLE, failing("Broken pipe")))
                .isInstanceOf(Console.BrokenPipe.class);
        assertThatThrownBy(() -> LISTING.print(ROWS, Format.TABLE, failing("No space left on device")))
                .isExactlyInstanceOf(IOException.class);
    }

    private static Console failing(String message) {
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
        return new Console(
                InputStream.nullInputStream(), out, OutputStream.nullOutputStream(), Console.Capabilities.PLAIN);
    }
}
