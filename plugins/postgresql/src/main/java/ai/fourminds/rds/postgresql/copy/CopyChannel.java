package ai.fourminds.rds.postgresql.copy;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugins.common.Cleanup;
import ai.fourminds.rds.plugins.common.JdbiWork;
import ai.fourminds.rds.plugins.common.csv.CsvOutput;
import ai.fourminds.rds.postgresql.catalogue.CopySource;
import ai.fourminds.rds.postgresql.catalogue.Descriptions;
import ai.fourminds.rds.postgresql.session.RecoveryConflict;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel that streams COPY; a large table through further readers too, where there are some. Thread-safe as
 * {@link ExportChannel} says.
 */
final class CopyChannel implements ExportChannel {

    private final SnapshotReader reader;
    private final Descriptions descriptions;
    private final SpareReaders spare;
    private final Consumer<ExportSource> exported;
    private volatile @Nullable SplitRun split;

    /** {@code exported} hears of each source that is done. */
    CopyChannel(SnapshotReader reader, Descriptions descriptions, SpareReaders spare, Consumer<ExportSource> exported) {
        this.exported = exported;
        this.reader = reader;
        this.descriptions = descriptions;
        this.spare = spare;
    }

    @Override
    public ExportResult export(ExportSource source, CsvOptions options, OutputStream out, ExportProgress progress)
            throws SQLException, IOException {
        ExportResult result;
        CopySource described;
        reader.start();
        try {
            progress.begun();
            reader.cancellation().beforeStatement();
            described = describe(source).with(options.geometry());
            result = write(described, options, new CsvOutput(out, progress));
        } catch (SQLException failure) {
            Cleanup.after(failure, reader::endSource);
            throw RecoveryConflict.explained(failure);
        } catch (IOException | RuntimeException failure) {
            Cleanup.after(failure, reader::endSource);
            throw failure;
        } catch (Error fatal) {
            // Memory ran out in the middle of a message, of which the rest has not been read.
            reader.cancellation().close();
            Cleanup.after(fatal, reader::abort);
            throw fatal;
        }
        String question = StorageCheck.question(described, reader.serverVersion());
        if (!reader.endSourceAsking(question, described.relation().oid())) {
            throw StorageCheck.changed(described);
        }
        exported.accept(source);
        return result;
    }

    private CopySource describe(ExportSource source) throws SQLException {
        if (source instanceof ExportSource.OfQuery) {
            reader.unpinPath();
        }
        CopySource described = JdbiWork.on(reader.handle(), handle -> descriptions.of(handle, source));
        if (source instanceof ExportSource.OfTable table) {
            described = described.only(table.subset());
        }
        if (described.runsUsersCode()) {
            reader.unpinPath();
        }
        if (described.hasCondition()) {
            // Unlike COPY, it is sent such that the server takes no more than one statement.
            reader.read(described.plan());
        }
        return described;
    }

    private ExportResult write(CopySource described, CsvOptions options, CsvOutput out)
            throws SQLException, IOException {
        CopySource source = BlockSample.of(reader, described);
        CopyRun whole = new CopyRun(reader, source, options);
        BlockRanges ranges = spare.ranges(reader, source, options);
        if (!ranges.areSeveral()) {
            return whole.write(out);
        }
        SplitRun run = new SplitRun(reader, spare, source, options, ranges);
        split = run;
        try {
            return run.write(out);
        } finally {
            split = null;
        }
    }

    @Override
    public void cancel() throws SQLException {
        SplitRun run = split;
        if (run == null) {
            // Holds for a split that begins meanwhile, too: its first reader is this reader.
            reader.cancel();
        } else {
            run.cancel();
        }
    }

    @Override
    public void abort() throws SQLException {
        SplitRun run = split;
        if (run != null) {
            run.abort();
        }
        reader.abort();
    }

    @Override
    public boolean isBroken() {
        return reader.isBroken();
    }

    @Override
    public void close() throws SQLException {
        reader.close();
    }
}
