package ai.fourminds.rds.cli.jsonl;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportProgress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes an engine's CSV and writes one JSON object per row, in the memory of a row. Whole once {@link #finish} has returned; the
 * stream beneath is neither flushed nor closed. For one thread.
 */
public final class JsonLines extends OutputStream {
    private static final String NULL = "\\N";
    private static final int PIECE = 64 * 1024;

    private final OutputStream out;
    private final Bytes cell = new Bytes();
    private final Bytes lines = new Bytes();
    private final List<String> header = new ArrayList<>();
    private List<ExportedColumn> columns = List.of();
    private byte[][] keys = {};
    private boolean inHeader = true;
    private boolean quoted;
    private boolean open;
    private int column;

    /** A converter into a stream. */
    public JsonLines(OutputStream out) {
        this.out = out;
    }

    /** What an engine must be asked for: NULL as a text of its own, since an only column's is not nothing. */
    public static CsvOptions options(CsvOptions wanted) {
        return new CsvOptions(wanted.maxRows(), false, NULL);
    }

    /** A progress that hears here which columns are to come. */
    public ExportProgress over(ExportProgress progress) {
        return new ExportProgress() {
            @Override
            public void begun() {
                progress.begun();
            }

            @Override
            public void columns(List<ExportedColumn> told) {
                columns = List.copyOf(told);
            }

            @Override
            public void written(long rows, long bytes) {
                progress.written(rows, bytes);
            }
        };
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] csv, int from, int length) throws IOException {
        for (int at = from; at < from + length; at++) {
            byte b = csv[at];
            if (b == '"') {
                // A second one behind the closing one stands for itself.
                if (quoted && !open) {
                    cell.write(b);
                }
                open = !open;
                quoted = true;
            } else if (open || (b != ',' && b != '\n')) {
                cell.write(b);
            } else {
                endCell();
                if (b == '\n') {
                    endRow();
                }
            }
        }
    }

    /** Writes what is still held back. */
    public void finish() throws IOException {
        lines.moveTo(out);
    }

    private void endCell() {
        if (inHeader) {
            header.add(cell.toString(StandardCharsets.UTF_8));
        } else if (column < keys.length) {
            lines.writeBytes(keys[column]);
            value(columns.get(column).cells());
        }
        column++;
        cell.reset();
        quoted = false;
    }

    private void endRow() throws IOException {
        if (inHeader) {
            begin();
        } else {
            lines.write('}');
            lines.write('\n');
        }
        column = 0;
        if (lines.size() >= PIECE) {
            lines.moveTo(out);
        }
    }

    private void begin() throws IOException {
        inHeader = false;
        if (columns.isEmpty() && !header.equals(List.of(""))) {
            columns = header.stream().map(name -> new ExportedColumn(name, "")).toList();
        }
        Set<String> names = new HashSet<>();
        keys = new byte[columns.size()][];
        for (int at = 0; at < keys.length; at++) {
            String name = columns.get(at).name();
            if (!names.add(name)) {
                throw new IOException("two columns are named \"" + name
                        + "\", and a JSON object has each name once: name them apart with AS, or export CSV");
            }
            Bytes key = new Bytes();
            key.write(at == 0 ? '{' : ',');
            key.string(name.getBytes(StandardCharsets.UTF_8));
            key.write(':');
            keys[at] = key.toByteArray();
        }
    }

    private void value(CellType type) {
        if (!quoted && cell.is(NULL)) {
            lines.writeBytes("null".getBytes(StandardCharsets.US_ASCII));
        } else if (type == CellType.JSON) {
            lines.json(cell);
        } else if (type == CellType.BOOLEAN && (cell.is("true") || cell.is("false"))) {
            lines.writeBytes(cell.toByteArray());
        } else if (!type.isNumeric() || !lines.number(cell)) {
            lines.string(cell.toByteArray());
        }
    }

    /** Bytes in the making, and what JSON has to say of them. For one thread. */
    private static final class Bytes extends ByteArrayOutputStream {

        boolean is(String ascii) {
            return count == ascii.length() && ascii.equals(toString(StandardCharsets.ISO_8859_1));
        }

        void moveTo(OutputStream out) throws IOException {
            writeTo(out);
            reset();
        }

        /** The server's own text, in one line: between its tokens there may be line breaks. */
        void json(Bytes cell) {
            for (int at = 0; at < cell.count; at++) {
                byte b = cell.buf[at];
                write(b == '\n' || b == '\r' ? ' ' : b);
            }
        }

        void string(byte[] text) {
            write('"');
            for (byte b : text) {
                if (b == '"' || b == '\\') {
                    write('\\');
                    write(b);
                } else if (b >= 0 && b < ' ') {
                    writeBytes(String.format("\\u%04x", b).getBytes(StandardCharsets.US_ASCII));
                } else {
                    write(b);
                }
            }
            write('"');
        }

        /** False where the text is no number, as NaN is none; the zeros that MySQL fills up with are not JSON's. */
        boolean number(Bytes cell) {
            String text = cell.toString(StandardCharsets.ISO_8859_1);
            if (!text.matches("-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?")) {
                return false;
            }
            writeBytes(text.replaceFirst("^(-?)0+(?=[0-9])", "$1").getBytes(StandardCharsets.US_ASCII));
            return true;
        }
    }
}
