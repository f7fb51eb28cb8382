package ai.fourminds.rds.postgresql.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import ai.fourminds.rds.postgresql.Exports;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol of a binary COPY, message by message. */
class BinaryRowsTest {

    private static final String HEADER = "5047434f50590aff0d0a00 00000000 00000000 ";
    private static final String ROW = "0002 00000004 00000007 00000002 6162 ";
    private static final String NULLS = "0002 ffffffff ffffffff ";
    private static final String END = "ffff";
    private static final List<WireType> TYPES = List.of(WireType.INT4, WireType.TEXT);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CsvOutput out = new CsvOutput(bytes, (rows, written) -> {});

    private static byte[] message(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private String written() throws Exception {
        out.finish();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private BinaryRows rows(CsvOptions options) {
        return new BinaryRows(out, TYPES, options);
    }

    @ParameterizedTest
    @CsvSource({
        HEADER + "|" + ROW + "|" + NULLS + "|" + END,
        HEADER + ROW + "|" + NULLS + "|" + END,
        HEADER + ROW + NULLS + END,
        HEADER + ROW + "||" + NULLS + END
    })
    void rowsAreWrittenHoweverTheyAreSpreadOverMessages(String messages) throws Exception {
        BinaryRows rows = rows(Exports.ALL);
        for (String message : messages.split("\\|", -1)) {
            rows.write(message(message));
        }

        assertThat(rows.end()).isEqualTo(2);
        assertThat(written()).isEqualTo("7,ab\n,\n");
    }

    @Test
    void rowsBeyondTheCapAreCountedOnly() throws Exception {
        BinaryRows rows = rows(new CsvOptions(1, false));
        rows.write(message(HEADER + ROW + NULLS));
        rows.write(message(ROW + END));

        assertThat(rows.end()).isEqualTo(3);
        assertThat(written()).isEqualTo("7,ab\n");
    }

    @Test
    void aCopyOfNoRowsHasItsEnd() throws Exception {
        BinaryRows rows = rows(Exports.ALL);
        rows.write(message(HEADER + END));

        assertThat(rows.end()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                END,
                "5047434f50590aff0d0a00 00000000 000000",
                "5047434f50590aff0a0a00 00000000 00000000",
                "5047434f50590aff0d0a00 00010000 00000000",
                "5047434f50590aff0d0a00 00000000 00000001 00"
            })
    void anotherHeaderOrAnExtensionOfItIsRefused(String header) {
        assertThatThrownBy(() -> rows(Exports.ALL).write(message(header)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "0000",
                "0001 00000004 00000007",
                "0003 ffffffff ffffffff ffffffff",
                "fffe",
                "0002",
                "0002 ffffffff",
                "0002 00000004 00000007 0000",
                "0002 00000004 000007",
                "0002 00000004 00000007 00000002 61",
                "0002 00000004 00000007 7fffffff 61",
                "0002 fffffffe ffffffff",
                "0002 00000003 000007 ffffffff",
                "0002 00000008 0000000000000007 ffffffff",
                ROW + "ff",
                END + ROW,
                END + END
            })
    void whatIsNoWholeRowEndsTheCopyInAnError(String odd) {
        BinaryRows rows = rows(Exports.ALL);

        assertThatThrownBy(() -> {
                    rows.write(message(HEADER));
                    rows.write(message(odd));
                })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("binary COPY")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08P01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0002 00000004 000007", "0002 ffffffff", "0002 fffffffe ffffffff", "0001 ffffffff"})
    void soDoesOneBeyondTheCap(String odd) throws Exception {
        BinaryRows rows = rows(new CsvOptions(1, false));
        rows.write(message(HEADER + ROW));

        assertThatThrownBy(() -> rows.write(message(odd))).isInstanceOf(SQLException.class);
    }

    @Test
    void aCopyThatStopsWithoutItsEndIsNoWholeTable() throws Exception {
        BinaryRows rows = rows(Exports.ALL);
        rows.write(message(HEADER + ROW));

        assertThatThrownBy(rows::end).isInstanceOf(SQLException.class).hasMessageContaining("no end");
    }

    @Test
    void aJsonbOfAnotherVersionIsRefused() {
        BinaryRows rows = new BinaryRows(out, List.of(WireType.JSONB), Exports.ALL);

        assertThatThrownBy(() -> rows.write(message(HEADER + "0001 00000003 027b7d")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("jsonb");
        assertThatThrownBy(() -> rows.write(message("0001 00000000"))).isInstanceOf(SQLException.class);
    }

    @Test
    void aUuidIsItsBytes() throws Exception {
        BinaryRows rows = new BinaryRows(out, List.of(WireType.UUID), Exports.ALL);
        rows.write(message(HEADER + "0001 00000010 a0eebc999c0b4ef8bb6d6bb9bd380a11" + END));

        assertThat(written()).isEqualTo("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\n");
    }
}
