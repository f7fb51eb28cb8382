package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportChannel;
import ai.fourminds.rds.plugin.export.ExportProgress;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSource;
import ai.fourminds.rds.plugins.common.CsvOutput;
import ai.fourminds.rds.plugins.common.JdbiWork;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A channel that streams COPY; a large table through further lanes too, where there are some. Thread-safe as
 * {@link ExportChannel} says.
 */
final class CopyChannel implements ExportChannel {

    private final Lane lane;
    private final Descriptions descriptions;
    private final SpareLanes spare;
    private volatile @Nullable SplitRun split;

    CopyChannel(Lane lane, Descriptions descriptions, SpareLanes spare) {
        this.lane = lane;
        this.descriptions = descriptions;
        this.spare = spare;
    }

    @Override
    public ExportResult export(ExportSource source, CsvOptions options, OutputStream out, ExportProgress progress)
            throws SQLException, IOException {
        ExportResult result;
        lane.start();
        try {
            progress.begun();
            lane.cancellation().beforeStatement();
            CopySource described = describe(source);
            result = write(described, options, new CsvOutput(out, progress));
        } catch (SQLException | IOException | RuntimeException failure) {
            lane.rewindAfter(failure);
            throw failure;
        }
        lane.rewind();
        return result;
    }

    private CopySource describe(ExportSource source) throws SQLException {
        if (source instanceof ExportSource.OfQuery) {
            lane.unpinPath();
        }
        return JdbiWork.on(lane.handle(), handle -> descriptions.of(handle, source));
    }

    private ExportResult write(CopySource source, CsvOptions options, CsvOutput out) throws SQLException, IOException {
        CopyRun whole = new CopyRun(lane, source, options);
        BlockRanges ranges = spare.ranges(lane, source, options);
        if (!ranges.areSeveral()) {
            return whole.write(out);
        }
        SplitRun run = new SplitRun(lane, spare, source, options, ranges);
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
            // Holds for a split that begins meanwhile, too: its first reader is this lane.
            lane.cancel();
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
        lane.abort();
    }

    @Override
    public boolean isBroken() {
        return lane.isBroken();
    }

    @Override
    public void close() throws SQLException {
        lane.close();
    }
}
