package ai.fourminds.rds.contract;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** Runs exports into memory. Stateless and thread-safe. */
public final class Exports {

    /** All rows, without guarding formulas. */
    public static final CsvOptions ALL = new CsvOptions(0, false);

    private Exports() {}

    /** The CSV and the result of one export. */
    public record Exported(String csv, ExportResult result) {

        /** Returns the lines after the header, without line ends; for cells without line breaks. */
        public List<String> rows() {
            return csv.lines().skip(1).toList();
        }
    }

    /** Exports one source. */
    public static Exported export(ExportChannel channel, ExportSource source, CsvOptions options)
            throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportResult result = channel.export(source, options, out, (rows, bytes) -> {});
        return new Exported(out.toString(StandardCharsets.UTF_8), result);
    }
}
