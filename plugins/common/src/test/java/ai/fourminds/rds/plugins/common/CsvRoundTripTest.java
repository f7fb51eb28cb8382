package ai.fourminds.rds.plugins.common;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugins.common.csv.CsvCells;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the writer writes, a parser that is not ours reads back: any cells, any number of columns. */
class CsvRoundTripTest {

    private static final int ROWS = 400;
    private static final String[] PIECES = {
        ",", "\"", "\n", "\r", "\r\n", " ", "\t", "#", "\\.", "=", "'", "\uFEFF", "\u00A0", "a", "1.5", "ü", "漢", "📦",
        "\0", "null", "--", ";"
    };

    static IntStream seeds() {
        return IntStream.rangeClosed(1, 50);
    }

    private static String cell(Random random) {
        StringBuilder cell = new StringBuilder();
        for (int left = random.nextInt(6); left > 0; left--) {
            cell.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return cell.toString();
    }

    private static List<String> row(Random random, int columns) {
        List<String> row = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            row.add(cell(random));
        }
        return row;
    }

    private static void write(CsvOutput out, List<String> row) throws IOException {
        for (int column = 0; column < row.size(); column++) {
            if (column > 0) {
                out.write(',');
            }
            byte[] cell = CsvCells.cell(row.get(column), false).getBytes(StandardCharsets.UTF_8);
            out.write(cell, 0, cell.length);
        }
        out.write('\n');
        out.endRow();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anotherParserReadsTheCellsThatWereWritten(int seed) throws IOException {
        Random random = new Random(seed);
        int columns = 1 + random.nextInt(5);
        List<List<String>> rows = new ArrayList<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CsvOutput out = new CsvOutput(bytes, (done, written) -> {});
        List<String> header = row(random, columns);
        out.header(header.stream().map(name -> new ExportedColumn(name, "text")).toList(), false);
        rows.add(header);
        for (int number = 0; number < ROWS; number++) {
            List<String> row = row(random, columns);
            rows.add(row);
            write(out, row);
        }
        out.finish();
        try (CSVParser parser = CSVParser.parse(bytes.toString(StandardCharsets.UTF_8), CSVFormat.RFC4180)) {
            assertThat(parser.stream().map(CSVRecord::toList)).containsExactlyElementsOf(rows);
        }
    }
}
