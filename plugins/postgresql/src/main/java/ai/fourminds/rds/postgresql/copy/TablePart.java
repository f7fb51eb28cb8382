package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.export.ExportProgress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Passes one range of a table to an {@link Assembly}: an output stream for the thread that reads the range. The
 * assembly's lock guards its pieces.
 */
final class TablePart extends OutputStream implements ExportProgress {

    static final int PIECE = 64 * 1024;

    private final Assembly assembly;
    private final String range;
    private final Deque<Piece> pieces = new ArrayDeque<>();
    private long rows;
    private long told;

    TablePart(Assembly assembly, String range) {
        this.assembly = assembly;
        this.range = range;
    }

    /** Returns the range as an SQL condition. */
    String range() {
        return range;
    }

    Deque<Piece> pieces() {
        return pieces;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int at = offset; at < offset + length; at += PIECE) {
            int size = Math.min(PIECE, offset + length - at);
            put(assembly.memory().put(bytes, at, size).flip(), false);
        }
    }

    @Override
    public void written(long rowsSoFar, long bytes) {
        rows = rowsSoFar;
    }

    /** Ends the range: all of it has been written. */
    void end() throws IOException {
        put(assembly.memory().flip(), true);
    }

    private void put(ByteBuffer bytes, boolean last) throws IOException {
        long ended = rows - told;
        told = rows;
        assembly.put(this, new Piece(bytes, ended, last));
    }

    /**
     * Some bytes of a part.
     *
     * @param bytes a heap buffer, filled from the array's start
     * @param rows the number of rows that ended since the last piece
     * @param isLast whether it is the part's last piece
     */
    record Piece(ByteBuffer bytes, long rows, boolean isLast) {}
}
