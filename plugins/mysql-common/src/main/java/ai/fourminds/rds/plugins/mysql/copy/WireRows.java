package ai.fourminds.rds.plugins.mysql.copy;

import ai.fourminds.rds.plugins.common.Cancellation;
import ai.fourminds.rds.plugins.common.Cleanup;
import ai.fourminds.rds.plugins.common.LargeRow;
import ai.fourminds.rds.plugins.common.csv.CellWriter;
import ai.fourminds.rds.plugins.mysql.cells.CellForm;
import ai.fourminds.rds.plugins.mysql.cells.DoubleText;
import ai.fourminds.rds.plugins.mysql.cells.VectorText;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as they arrive from the network, up to a cap. The first failure to write ends the statement on the
 * server; rows that still arrive are dropped, so that the connection stays usable. Used by one thread.
 */
final class WireRows implements RowSink {

    private static final int NULL = 0xFB;
    private static final int TWO_BYTES = 0xFC;
    private static final int THREE_BYTES = 0xFD;

    /** The offset of a point's x: after the reference system, the byte order and the shape. */
    private static final int X = 9;

    private static final int POINT = X + 2 * Double.BYTES;
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final CellForm[] forms;
    private final boolean[] mayNeedQuotes;
    private final DoubleText numbers = new DoubleText();
    private final VectorText vectors = new VectorText();
    private final CellWriter writer;
    private final long cap;
    private final Cancellation cancellation;
    private long read;
    private @Nullable Exception failure;

    WireRows(List<CellForm> forms, CellWriter writer, long cap, Cancellation cancellation) {
        this.forms = forms.toArray(CellForm[]::new);
        mayNeedQuotes = new boolean[this.forms.length];
        for (int i = 0; i < mayNeedQuotes.length; i++) {
            mayNeedQuotes[i] = this.forms[i].mayNeedQuotes();
        }
        this.writer = writer;
        this.cap = cap;
        this.cancellation = cancellation;
    }

    /** Returns the number of rows read, including the one beyond the cap. */
    long read() {
        return read;
    }

    /** Returns the failure to write rows; null if there is none. */
    @Nullable
    Exception failure() {
        return failure;
    }

    @Override
    public void row(byte[] bytes, int from, int to) {
        if (read == 0 && failure == null) {
            endIfCancelled();
        }
        if (failure != null || read++ >= cap) {
            return;
        }
        try {
            write(bytes, from);
        } catch (IOException | RuntimeException cause) {
            failure = cause;
            Cleanup.after(cause, cancellation::endStatement);
        }
    }

    @Override
    public void tooLarge(long bytes) {
        if (failure == null) {
            failure = LargeRow.failure(bytes);
            Cleanup.after(failure, cancellation::endStatement);
        }
    }

    /**
     * Ends the statement if the export was cancelled: the server ignores a request that arrives before the statement.
     */
    private void endIfCancelled() {
        try {
            cancellation.answered();
        } catch (SQLException cancelled) {
            failure = cancelled;
            Cleanup.after(cancelled, cancellation::endStatement);
        }
    }

    private void write(byte[] bytes, int from) throws IOException {
        int at = from;
        for (int column = 0; column < forms.length; column++) {
            if (column > 0) {
                writer.separator();
            }
            int length = bytes[at++] & 0xFF;
            if (length == NULL) {
                writer.writeNull();
                continue;
            }
            if (length > NULL) {
                int digits = digits(length);
                length = number(bytes, at, Math.min(digits, Integer.BYTES));
                at += digits;
            }
            cell(bytes, at, at + length, column);
            at += length;
        }
        writer.endRow();
    }

    private void cell(byte[] bytes, int from, int to, int column) throws IOException {
        switch (forms[column]) {
            case FLOAT -> writeFloat(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
            case DOUBLE -> writeDouble(bytes, from, to);
            case VECTOR -> writeVector(bytes, from, to);
            default -> writer.write(bytes, from, to, mayNeedQuotes[column]);
        }
    }

    private void writeFloat(String exact) throws IOException {
        numbers.write(Float.parseFloat(exact));
        writer.write(numbers.text(), 0, numbers.length(), false);
    }

    private void writeVector(byte[] hex, int from, int to) throws IOException {
        byte[] text = vectors.of(hex, from, to);
        writer.write(text, 0, text.length, true);
    }

    private void writeDouble(byte[] bytes, int from, int to) throws IOException {
        if (to - from != POINT) {
            throw new IllegalStateException("the server's points have " + (to - from) + " bytes");
        }
        numbers.write((double) DOUBLE.get(bytes, from + X));
        writer.write(numbers.text(), 0, numbers.length(), false);
    }

    private static int digits(int marker) {
        return switch (marker) {
            case TWO_BYTES -> Short.BYTES;
            case THREE_BYTES -> 3;
            default -> Long.BYTES;
        };
    }

    private static int number(byte[] bytes, int from, int digits) {
        int number = 0;
        for (int i = digits - 1; i >= 0; i--) {
            number = (number << Byte.SIZE) + (bytes[from + i] & 0xFF);
        }
        return number;
    }
}
