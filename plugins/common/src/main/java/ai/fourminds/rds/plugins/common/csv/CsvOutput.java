package ai.fourminds.rds.plugins.common.csv;

import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.ExportProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Buffers rows for a stream: writes large pieces and reports each. Used by one thread, for one stream. */
public final class CsvOutput {

    /** The maximum of {@link #room}. */
    public static final int ROOM = 32 * 1024;

    private static final int SIZE = 64 * 1024;

    private final byte[] buffer = new byte[SIZE];
    private final OutputStream out;
    private final ExportProgress progress;
    private int used;
    private long bytes;
    private long rows;

    /** Creates an output to a stream that the caller flushes and closes. */
    public CsvOutput(OutputStream out, ExportProgress progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Writes the header line; an empty line if there are no columns. */
    public void header(List<ExportedColumn> columns, boolean guardFormulas) throws IOException {
        progress.columns(columns);
        String line = columns.stream()
                .map(column -> CsvCells.cell(column.name(), guardFormulas))
                .collect(Collectors.joining(","));
        byte[] encoded = (line + "\n").getBytes(StandardCharsets.UTF_8);
        write(encoded, 0, encoded.length);
    }

    /** Appends bytes. */
    public void write(byte[] source, int from, int to) throws IOException {
        int length = to - from;
        if (length > SIZE - used) {
            drain();
            if (length > SIZE) {
                out.write(source, from, length);
                bytes += length;
                progress.written(rows, bytes);
                return;
            }
        }
        System.arraycopy(source, from, buffer, used, length);
        used += length;
    }

    /** Writes a large piece from the beginning of an array, without copying it; {@code ended} rows end in it. */
    public void pass(ByteBuffer piece, long ended) throws IOException {
        drain();
        int length = piece.remaining();
        if (length > 0) {
            out.write(piece.array(), piece.arrayOffset() + piece.position(), length);
        }
        rows += ended;
        bytes += length;
        progress.written(rows, bytes);
    }

    /** Appends one ASCII character. */
    public void write(char ascii) throws IOException {
        if (used == SIZE) {
            drain();
        }
        buffer[used++] = (byte) ascii;
    }

    /** Returns the buffer, with room for {@code length} bytes, at most {@link #ROOM}, from {@link #used} on. */
    public byte[] room(int length) throws IOException {
        if (length > SIZE - used) {
            drain();
        }
        return buffer;
    }

    /** Returns the position of the buffer's unused part. */
    public int used() {
        return used;
    }

    /** Adds the bytes written into {@link #room} up to {@code end} to the output. */
    public void use(int end) {
        used = end;
    }

    /** Counts an appended row. */
    public void endRow() {
        rows++;
    }

    /** Returns whether nothing has been written to the stream yet. */
    public boolean isUntouched() {
        return bytes == 0;
    }

    /** Returns the number of rows so far. */
    public long rows() {
        return rows;
    }

    /** Writes the buffered bytes, and reports the final figures. */
    public void finish() throws IOException {
        drain();
        progress.written(rows, bytes);
    }

    private void drain() throws IOException {
        if (used > 0) {
            out.write(buffer, 0, used);
            bytes += used;
            used = 0;
            progress.written(rows, bytes);
        }
    }
}
