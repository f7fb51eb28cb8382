package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import ai.fourminds.rds.postgresql.Cloud;
import ai.fourminds.rds.postgresql.catalogue.CopySource;
import ai.fourminds.rds.postgresql.catalogue.Descriptions;
import ai.fourminds.rds.postgresql.catalogue.SourceColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** A connection through which a source can be read either way: written by the server, or by us. Used by one thread. */
final class BothPaths implements AutoCloseable {

    private final SnapshotReader reader;

    BothPaths(String database) throws SQLException {
        reader = SnapshotReader.open(Cloud.connections(database), HeldSnapshot.none(null), List.of());
    }

    /** As it would be exported. */
    CopySource describe(ExportSource source) throws SQLException {
        reader.endSource();
        reader.start();
        if (source instanceof ExportSource.OfQuery) {
            reader.unpinPath();
        }
        return JdbiWork.on(reader.handle(), handle -> new Descriptions().of(handle, source));
    }

    /** The same source, of which only the server can write the cells. */
    static CopySource byServer(CopySource source) {
        return new CopySource(
                source.relation(),
                source.columns().stream()
                        .map(c -> new SourceColumn(
                                c.name(),
                                c.reference(),
                                c.declaredType(),
                                c.nullable(),
                                c.form(),
                                c.cells(),
                                null,
                                null))
                        .toList(),
                source.encoding(),
                source.condition(),
                source.sample());
    }

    String export(CopySource source, CsvOptions options) throws SQLException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CopyRun(reader, source, options).write(new CsvOutput(out, (rows, bytes) -> {}));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws SQLException {
        reader.close();
    }
}
