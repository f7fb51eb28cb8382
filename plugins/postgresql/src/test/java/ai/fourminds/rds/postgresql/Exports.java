package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Exports into memory. */
public final class Exports {

    public static final CsvOptions ALL = new CsvOptions(0, false);

    private Exports() {}

    /** What one export wrote, and said. */
    public record Exported(String csv, ExportResult result) {}

    public static ExportSource table(String schema, String name) {
        return new ExportSource.OfTable(new TableName(schema, name));
    }

    public static ExportSource query(String sql) {
        return new ExportSource.OfQuery(sql);
    }

    public static Exported export(String database, ExportSource source) throws SQLException, IOException {
        return export(database, source, ALL);
    }

    public static Exported export(String database, ExportSource source, CsvOptions options)
            throws SQLException, IOException {
        try (ExportSession session = new PostgresqlPlugin().openExport(Cloud.connections(database));
                ExportChannel channel = session.openChannel()) {
            return export(channel, source, options);
        }
    }

    public static Exported export(ExportChannel channel, ExportSource source, CsvOptions options)
            throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportResult result = channel.export(source, options, out, (rows, bytes) -> {});
        return new Exported(out.toString(StandardCharsets.UTF_8), result);
    }
}
