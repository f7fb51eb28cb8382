package ai.fourminds.rds.cli.export;

import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportProgress;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts an engine's CSV to one JSON object per row, holding one row in memory. Complete after {@link #finish};
 * neither flushes nor closes the stream that it writes to. For one thread.
 */
public final class JsonLines extends OutputStream {
    private static final String NULL = "\\N";
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    // JSON's numbers, and MySQL's with leading zeros.
    private static final Pattern NUMBER = Pattern.compile("(-?)0*([0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?)");

    private final JsonGenerator lines;
    private final ByteArrayOutputStream cell = new ByteArrayOutputStream();
    private final List<String> header = new ArrayList<>();
    private List<ExportedColumn> columns = List.of();
    private List<SerializedString> keys = List.of();
    private boolean inHeader = true;
    private boolean quoted;
    private boolean open;
    private int column;

    public JsonLines(OutputStream out) throws IOException {
        lines = JSON.createGenerator(out).setRootValueSeparator(new SerializedString(""));
    }

    /**
     * Returns the options for the engine's CSV, with a text for NULL: in a row of one column, an empty NULL would look
     * like an empty string.
     */
    public static CsvOptions options(CsvOptions wanted) {
        return new CsvOptions(wanted.maxRows(), false, NULL, wanted.geometry());
    }

    /** Returns a progress that passes the columns to this converter. */
    public ExportProgress over(ExportProgress progress) {
        return new ExportProgress() {
            @Override
            public void begun() {
                progress.begun();
            }

            @Override
            public void columns(List<ExportedColumn> exported) {
                columns = List.copyOf(exported);
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
                // A doubled quote stands for one.
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

    /** Writes what is buffered. */
    public void finish() throws IOException {
        lines.flush();
    }

    private void endCell() throws IOException {
        if (inHeader) {
            header.add(cell.toString(StandardCharsets.UTF_8));
        } else {
            writeCell();
        }
        column++;
        cell.reset();
        quoted = false;
    }

    private void writeCell() throws IOException {
        if (column == 0) {
            lines.writeStartObject();
        }
        // A table without exportable columns has one empty cell per row.
        if (column < keys.size()) {
            lines.writeFieldName(keys.get(column));
            value(columns.get(column).cells());
        }
    }

    private void endRow() throws IOException {
        if (inHeader) {
            begin();
        } else {
            lines.writeEndObject();
            lines.writeRaw('\n');
        }
        column = 0;
    }

    private void begin() throws IOException {
        inHeader = false;
        if (columns.isEmpty() && !header.equals(List.of(""))) {
            columns = header.stream().map(name -> new ExportedColumn(name, "")).toList();
        }
        Set<String> names = new LinkedHashSet<>();
        for (ExportedColumn each : columns) {
            String name = each.name();
            if (!names.add(name)) {
                throw new IOException("two columns are named \"" + name
                        + "\", and a JSON object has each name once: name them apart with AS, or export CSV");
            }
        }
        keys = names.stream().map(SerializedString::new).toList();
    }

    private void value(CellType type) throws IOException {
        String text = cell.toString(StandardCharsets.UTF_8);
        if (!quoted && text.equals(NULL)) {
            lines.writeNull();
        } else if (type == CellType.JSON) {
            // Keeps the server's text, in one line: line breaks only occur between its tokens.
            lines.writeRawValue(text.replace('\n', ' ').replace('\r', ' '));
        } else if (type == CellType.BOOLEAN && (text.equals("true") || text.equals("false"))) {
            lines.writeBoolean(Boolean.parseBoolean(text));
        } else {
            Matcher number = NUMBER.matcher(text);
            if (type.isNumeric() && number.matches()) {
                lines.writeNumber(number.group(1) + number.group(2));
            } else {
                byte[] utf8 = cell.toByteArray();
                lines.writeUTF8String(utf8, 0, utf8.length);
            }
        }
    }
}
