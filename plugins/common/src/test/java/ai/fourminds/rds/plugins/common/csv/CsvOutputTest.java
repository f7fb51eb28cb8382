package ai.fourminds.rds.plugins.common.csv;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes through the buffer. */
class CsvOutputTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<String> heard = new ArrayList<>();
    private final CsvOutput output = new CsvOutput(out, (rows, bytes) -> heard.add(rows + " " + bytes));

    @Test
    void theHeaderHoldsTheExactNames() throws Exception {
        output.header(
                Stream.of("a", "b, \"c\"", "", "=d")
                        .map(name -> new ExportedColumn(name, "text"))
                        .toList(),
                false);
        output.finish();

        assertThat(out).hasToString("a,\"b, \"\"c\"\"\",\"\",=d\n");
    }

    @Test
    void aHeaderOfNoColumnsIsAnEmptyLine() throws Exception {
        output.header(List.of(), false);
        output.finish();

        assertThat(out).hasToString("\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 65_535, 65_536, 65_537, 200_000})
    void everyByteArrivesInOrderWhateverTheRowsLength(int length) throws Exception {
        StringBuilder expected = new StringBuilder();
        for (int row = 0; row < 5; row++) {
            byte[] bytes = String.valueOf(row).repeat(length).getBytes();
            output.write(bytes, 0, bytes.length);
            output.write('\n');
            output.endRow();
            expected.append(new String(bytes)).append('\n');
        }
        output.finish();

        assertThat(out).hasToString(expected.toString());
        assertThat(heard.get(heard.size() - 1)).isEqualTo("5 " + expected.length());
        assertThat(output.rows()).isEqualTo(5);
    }
}
