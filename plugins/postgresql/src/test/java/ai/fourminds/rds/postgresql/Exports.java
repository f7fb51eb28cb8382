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
final class Exports {

    static final CsvOptions ALL = new CsvOptions(0, false);

    private Exports() {}

    /** What one export wrote, and said. */
    record Exported(String csv, ExportResult result) {}

    static ExportSource table(String schema, String name) {
        return new ExportSource.OfTable(new TableName(schema, name));
    }

    static ExportSource query(String sql) {
        return new ExportSource.OfQuery(sql);
    }

    static Exported export(String database, ExportSource source) throws SQLException, IOException {
        return export(database, source, ALL);
    }

    static Exported export(String database, ExportSource source, CsvOptions options) throws SQLException, IOException {
        try (ExportSession session = new PostgresqlPlugin().openExport(Cloud.connections(database));
                ExportChannel channel = session.openChannel()) {
            return export(channel, source, options);
        }
    }

    static Exported export(ExportChannel channel, ExportSource source, CsvOptions options)
            throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportResult result = channel.export(source, options, out, (rows, bytes) -> {});
        return new Exported(out.toString(StandardCharsets.UTF_8), result);
    }
}
