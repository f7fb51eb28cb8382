package ai.fourminds.rds.postgresql.cells;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import java.io.IOException;
import java.sql.SQLException;

/** Writes the values of a binary COPY as cells. Used by one thread. */
final class BinaryCells {

    private static final int JSONB_VERSION = 1;

    private final CsvOutput out;
    private final TextCells texts;
    private final boolean particular;
    private final byte[] scratch = new byte[WireType.MOST];

    /** {@code alone} if rows have only one cell. */
    BinaryCells(CsvOutput out, CsvOptions options, boolean alone) {
        this.out = out;
        this.texts = new TextCells(out, options, alone);
        this.particular = texts.isParticular();
    }

    void putNull() throws IOException {
        texts.putNull();
    }

    void put(WireType type, byte[] row, int from, int length) throws SQLException, IOException {
        if (type.hasLength()) {
            fixed(type, row, from, length);
        } else if (type == WireType.NUMERIC) {
            numeric(row, from, NumericText.room(row, from, length));
        } else {
            texts.put(row, type == WireType.JSONB ? behindVersion(row, from, length) : from, from + length);
        }
    }

    private static int behindVersion(byte[] row, int from, int length) throws SQLException {
        if (length == 0 || row[from] != JSONB_VERSION) {
            throw Wire.unexpected("a jsonb of an unknown version");
        }
        return from + 1;
    }

    private void fixed(WireType type, byte[] row, int from, int length) throws SQLException, IOException {
        type.check(length);
        if (particular) {
            texts.put(scratch, 0, type.put(scratch, 0, row, from));
        } else {
            byte[] buffer = out.room(WireType.MOST);
            out.use(type.put(buffer, out.used(), row, from));
        }
    }

    private void numeric(byte[] row, int from, int room) throws SQLException, IOException {
        if (particular || room > CsvOutput.ROOM) {
            // A number of many thousand digits is rare, and gets its own array.
            byte[] text = new byte[room];
            texts.put(text, 0, NumericText.put(text, 0, row, from));
        } else {
            byte[] buffer = out.room(room);
            out.use(NumericText.put(buffer, out.used(), row, from));
        }
    }
}
