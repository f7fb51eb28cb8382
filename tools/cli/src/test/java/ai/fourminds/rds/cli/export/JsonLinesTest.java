package ai.fourminds.rds.cli.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

    private static String converted(String csv, int piece, ExportedColumn... columns) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JsonLines lines = new JsonLines(out);
        if (columns.length > 0) {
            lines.over((rows, bytes) -> {}).columns(List.of(columns));
        }
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += piece) {
            lines.write(bytes, at, Math.min(piece, bytes.length - at));
        }
        lines.finish();
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void rowsAreTheSameWhereverTheirBytesAreCut(int piece) throws Exception {
        String csv =
                "\"a,\"\"b\",n\n\"x\ny\",1\n\\N,\\N\n\"\\N\",-0.10\n\"\",NaN\n\"say \"\"hi\"\", \\\",2\n🦆\u0001,3\n";

        assertThat(converted(
                        csv,
                        piece,
                        new ExportedColumn("a,\"b", "text"),
                        new ExportedColumn("n", "numeric", CellType.DECIMAL)))
                .isEqualTo("""
                        {"a,\\"b":"x\\ny","n":1}
                        {"a,\\"b":null,"n":null}
                        {"a,\\"b":"\\\\N","n":-0.10}
                        {"a,\\"b":"","n":"NaN"}
                        {"a,\\"b":"say \\"hi\\", \\\\","n":2}
                        {"a,\\"b":"🦆\\u0001","n":3}
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INT32 | 00042 | 42",
                "UINT64 | 18446744073709551615 | 18446744073709551615",
                "DECIMAL | -000.50 | -0.50",
                "DECIMAL | Infinity | \"Infinity\"",
                "FLOAT64 | 1.6777216e+07 | 1.6777216e+07",
                "FLOAT64 | -0 | -0",
                "BOOLEAN | true | true",
                "DATE | 0000-00-00 | \"0000-00-00\"",
                "JSON | [1] | [1]",
                "TEXT | 1 | \"1\"",
                "UUID | \\N | null"
            })
    void aCellIsWhatItsColumnSays(CellType type, String cell, String json) throws Exception {
        assertThat(converted("c\n" + cell + "\n", 100, new ExportedColumn("c", "t", type)))
                .isEqualTo("{\"c\":" + json + "}\n");
    }

    @Test
    void rowsWithoutAColumnAreEmptyObjects() throws Exception {
        assertThat(converted("\n\n\n", 100)).isEqualTo("{}\n{}\n");
    }

    @Test
    void jsonStaysInItsLine() throws Exception {
        assertThat(converted("j\n\"{\n\"\"a\"\": 1}\"\n", 100, new ExportedColumn("j", "json", CellType.JSON)))
                .isEqualTo("{\"j\":{ \"a\": 1}}\n");
    }

    @Test
    void namesThatComeTwiceAreRefused() {
        assertThatThrownBy(() -> converted("a,a\n", 100)).hasMessageContaining("two columns are named \"a\"");
    }

    @Test
    void anEngineThatTellsNoTypesWritesText() throws Exception {
        assertThat(converted("a,b\n1,\\N\n", 100)).isEqualTo("{\"a\":\"1\",\"b\":null}\n");
    }
}
