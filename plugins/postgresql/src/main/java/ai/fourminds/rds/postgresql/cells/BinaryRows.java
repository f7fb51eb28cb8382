package ai.fourminds.rds.postgresql.cells;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/**
 * Writes rows that the server sends in COPY's binary format: a signature before the first row, for each row the number
 * of its cells, for each cell its length and its bytes, and -1 after the last row. Used for one COPY, by one thread.
 */
public final class BinaryRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int HEADER = SIGNATURE.length + 2 * Integer.BYTES;
    private static final int TRAILER = -1;
    private static final int NULL = -1;

    private final CsvOutput out;
    private final WireType[] types;
    private final BinaryCells cells;
    private final long cap;
    private long read;
    private boolean begun;
    private boolean ended;

    /**
     * Creates a writer for one COPY.
     *
     * @param types the columns' types, in order
     */
    public BinaryRows(CsvOutput out, List<WireType> types, CsvOptions options) {
        this.out = out;
        this.types = types.toArray(new WireType[0]);
        this.cells = new BinaryCells(out, options, types.size() == 1);
        this.cap = options.maxRows() == 0 ? Long.MAX_VALUE : options.maxRows();
    }

    /** Writes the rows of a message: whole rows, nearly always one. */
    public void write(byte[] message) throws SQLException, IOException {
        int at = begun ? 0 : header(message);
        while (at < message.length) {
            at = row(message, at);
        }
    }

    /** Returns the number of rows read, including those beyond the cap; call it when the server has no more to send. */
    public long end() throws SQLException {
        if (!ended) {
            throw Wire.unexpected("no end");
        }
        return read;
    }

    private int header(byte[] message) throws SQLException {
        boolean known = message.length >= HEADER
                && Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)
                && Wire.int8(message, SIGNATURE.length) == 0;
        if (!known) {
            throw Wire.unexpected("another header than expected");
        }
        begun = true;
        return HEADER;
    }

    private int row(byte[] message, int from) throws SQLException, IOException {
        if (ended || message.length - from < Short.BYTES) {
            throw Wire.unexpected("more than it announced");
        }
        int count = Wire.int2(message, from);
        int at = from + Short.BYTES;
        if (count == TRAILER) {
            ended = true;
            return at;
        }
        if (count != types.length) {
            throw Wire.unexpected(count + " cells where there are " + types.length + " columns");
        }
        return read++ < cap ? cells(message, at) : skip(message, at);
    }

    private int cells(byte[] message, int first) throws SQLException, IOException {
        int at = first;
        for (int i = 0; i < types.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            int length = length(message, at);
            at += Integer.BYTES;
            if (length == NULL) {
                cells.putNull();
            } else {
                cells.put(types[i], message, at, length);
                at += length;
            }
        }
        out.write('\n');
        out.endRow();
        return at;
    }

    private int skip(byte[] message, int first) throws SQLException {
        int at = first;
        for (int i = 0; i < types.length; i++) {
            at += Integer.BYTES + Math.max(length(message, at), 0);
        }
        return at;
    }

    /** Returns the length of the cell that begins here; checks that its bytes are there. */
    private static int length(byte[] message, int at) throws SQLException {
        int room = message.length - at - Integer.BYTES;
        int length = room >= 0 ? Wire.int4(message, at) : Integer.MIN_VALUE;
        if (length < NULL || length > room) {
            throw Wire.unexpected("a cell that reaches beyond its row");
        }
        return length;
    }
}
