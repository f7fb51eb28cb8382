package ai.fourminds.rds.plugins.mysql.copy;

import ai.fourminds.rds.plugins.common.LargeRow;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The input stream that a native driver reads from its connection. While the tap is open, the rows of the next text
 * result go from the decrypted bytes to a sink, and the driver sees a result without rows: no driver returns a whole
 * row as the server sent it. Everything else passes through unchanged. Used by one thread at a time, like a connection.
 */
public final class RowTap extends InputStream {

    /** A few TLS records. */
    private static final int SIZE = 64 * 1024;

    /** The largest buffer kept for the next result. */
    private static final int RETAINED = 1024 * 1024;

    private static final int HEADER = 4;
    private static final int MAX_PACKET = 0xFFFFFF;
    private static final int OK = 0x00;
    private static final int LOCAL_INFILE = 0xFB;
    private static final int END = 0xFE;
    private static final int ERROR = 0xFF;
    private static final int END_OF_DEFINITIONS = 5;

    private final InputStream in;
    private final int largest;
    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private int passable;
    private @Nullable RowSink sink;
    private Expecting expecting = Expecting.RESULT;
    private int definitions;
    private int sequence;
    private boolean drained;

    public RowTap(InputStream in) {
        this(in, LargeRow.limit());
    }

    /** @param largest the maximum number of bytes kept of a row */
    RowTap(InputStream in, int largest) {
        this.in = in;
        this.largest = largest;
    }

    private enum Expecting {
        RESULT,
        DEFINITIONS,
        END_OF_DEFINITIONS,
        ROWS
    }

    /** Opens the tap. No response may be outstanding on the connection. */
    void open(RowSink rows) {
        if (bytes.length == 0) {
            bytes = new byte[SIZE];
        }
        sink = rows;
        expecting = Expecting.RESULT;
        drained = false;
    }

    /** Closes the tap; returns whether all rows of a result went to the sink. */
    boolean shut() {
        sink = null;
        if (start == end && bytes.length > RETAINED) {
            bytes = new byte[0];
            start = 0;
            end = 0;
        }
        return drained;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (start == end && sink == null) {
            return in.read(target, offset, length);
        }
        if (passable == 0 && !advance()) {
            return -1;
        }
        int count = Math.min(length, passable);
        System.arraycopy(bytes, start, target, offset, count);
        start += count;
        passable -= count;
        return count;
    }

    @Override
    public int available() throws IOException {
        return start == end && sink == null ? in.available() : passable;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Reads until there is something to pass on; false at the stream's end. */
    private boolean advance() throws IOException {
        while (passable == 0) {
            RowSink open = sink;
            if (open != null && fill(HEADER) && !hasRoom(HEADER + length(start))) {
                // Only a row is so large.
                expecting = Expecting.ROWS;
                skip(open, 0);
                continue;
            }
            if (open == null || !holdsPacket(0)) {
                // The driver gets what there is of a truncated packet.
                sink = null;
                passable = end - start;
                return passable > 0;
            }
            if (expecting == Expecting.END_OF_DEFINITIONS && !isEndOfDefinitions()) {
                expecting = Expecting.ROWS;
            }
            if (expecting == Expecting.ROWS && !isLast()) {
                divert(open);
            } else {
                pass();
            }
        }
        return true;
    }

    private void divert(RowSink open) throws IOException {
        int length = length(start);
        int whole = length;
        while (length == MAX_PACKET) {
            int next = HEADER + whole;
            if (!hasRoom(next + (long) HEADER)
                    || (fill(next + HEADER) && !hasRoom(next + (long) HEADER + length(start + next)))) {
                skip(open, whole);
                return;
            }
            if (!holdsPacket(next)) {
                throw new EOFException("the connection ended within a row");
            }
            length = length(start + next);
            System.arraycopy(bytes, start + next + HEADER, bytes, start + next, end - start - next - HEADER);
            end -= HEADER;
            whole += length;
        }
        int from = start + HEADER;
        start = from + whole;
        open.row(bytes, from, start);
    }

    /**
     * Skips a row without keeping it.
     *
     * @param joined the number of its bytes after the header that have been joined from several packets
     */
    private void skip(RowSink open, int joined) throws IOException {
        long size = joined;
        start += joined == 0 ? 0 : HEADER + joined;
        int length = MAX_PACKET;
        while (length == MAX_PACKET) {
            if (!fill(HEADER)) {
                throw new EOFException("the connection ended within a row");
            }
            length = length(start);
            start += HEADER;
            drop(length);
            size += length;
        }
        open.tooLarge(size);
    }

    private void drop(int count) throws IOException {
        int left = count;
        while (left > 0) {
            if (start == end && !fill(1)) {
                throw new EOFException("the connection ended within a row");
            }
            int piece = Math.min(left, end - start);
            start += piece;
            left -= piece;
        }
    }

    private void pass() {
        int first = first();
        switch (expecting) {
            case RESULT -> passHead(first);
            case DEFINITIONS -> {
                definitions--;
                expecting = definitions == 0 ? Expecting.END_OF_DEFINITIONS : Expecting.DEFINITIONS;
            }
            case END_OF_DEFINITIONS -> expecting = Expecting.ROWS;
            case ROWS -> {
                // The driver has not seen the packets before this one.
                bytes[start + HEADER - 1] = (byte) (sequence + 1);
                drained = first == END;
                sink = null;
            }
        }
        sequence = bytes[start + HEADER - 1];
        passable = HEADER + length(start);
    }

    /**
     * Passes on a result's first packet, or a response without rows, such as that to a statement which the driver sent
     * ahead.
     */
    private void passHead(int first) {
        if (first != OK && first != ERROR && first != LOCAL_INFILE) {
            definitions = first < LOCAL_INFILE ? first : number(start + HEADER + 1, Short.BYTES);
            expecting = Expecting.DEFINITIONS;
        }
    }

    private boolean isEndOfDefinitions() {
        return first() == END && length(start) == END_OF_DEFINITIONS;
    }

    /**
     * Returns whether the result ends here. A row may begin with the end's first byte, but only if its first cell is
     * longer than a packet.
     */
    private boolean isLast() {
        int first = first();
        return first == ERROR || (first == END && length(start) < MAX_PACKET);
    }

    private int first() {
        return length(start) == 0 ? OK : bytes[start + HEADER] & 0xFF;
    }

    private int length(int at) {
        return number(at, HEADER - 1);
    }

    private int number(int at, int digits) {
        int number = 0;
        for (int i = digits - 1; i >= 0; i--) {
            number = (number << Byte.SIZE) + (bytes[at + i] & 0xFF);
        }
        return number;
    }

    /** Reads until the packet at an offset from the first is complete; false if the stream ends before. */
    private boolean holdsPacket(int offset) throws IOException {
        return fill(offset + HEADER) && fill(offset + HEADER + length(start + offset));
    }

    private boolean fill(int wanted) throws IOException {
        if (end - start < wanted && !hasRoom(wanted)) {
            throw new IOException("the server's answer has a packet of " + wanted + " bytes");
        }
        while (end - start < wanted) {
            if (start == end) {
                start = 0;
                end = 0;
            }
            int read = in.read(bytes, end, bytes.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    /** Makes room for {@code wanted} bytes from the first on; false if there is not enough memory. */
    private boolean hasRoom(long wanted) {
        if (wanted <= bytes.length - start) {
            return true;
        }
        if (wanted > Math.max(largest, SIZE)) {
            return false;
        }
        byte[] target = bytes;
        if (wanted > bytes.length) {
            try {
                target = new byte[(int) Math.max(wanted, Math.min(bytes.length * 3L / 2, largest))];
            } catch (OutOfMemoryError none) {
                return false;
            }
        }
        System.arraycopy(bytes, start, target, 0, end - start);
        bytes = target;
        end -= start;
        start = 0;
        return true;
    }
}
