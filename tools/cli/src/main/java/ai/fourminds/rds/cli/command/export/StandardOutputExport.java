package ai.fourminds.rds.cli.command.export;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.cli.command.session.Interruption;
import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.folder.PackedStream;
import ai.fourminds.rds.cli.export.run.StreamExport;
import ai.fourminds.rds.cli.export.run.SystemTimer;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Remarks;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/** Writes one table's CSV to standard output and remarks to standard error. For one thread. */
record StandardOutputExport(RdsDatabase database, ExportLimits limits) {

    ExitCode run(ExportTask task, Console console) throws SQLException, IOException, CommandFailure {
        try (ExportSession session = database.openExport(database.exportConnections());
                SystemTimer timer = new SystemTimer(2)) {
            StreamExport export = new StreamExport(task, limits, timer);
            try (Interruption interruption = Interruption.running(export::interrupt)) {
                ExportResult result = execute(export, session, console.bytes());
                console.flush();
                remark(task, result, console);
                return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
            }
        }
    }

    private ExportResult execute(StreamExport export, ExportSession session, OutputStream out)
            throws SQLException, IOException, CommandFailure {
        try (PackedStream packed = new PackedStream(limits.compression(), out)) {
            ExportResult result = export.execute(session, packed, (rows, bytes) -> {});
            packed.finish();
            return result;
        }
    }

    private static void remark(ExportTask task, ExportResult result, Console console) {
        result.dropped()
                .forEach(column -> console.say(
                        "Left out: " + column.name() + " (" + column.declaredType() + ", " + column.reason() + ")"));
        Remarks.of(result).forEach(remark -> console.say(Style.WARNING, task.name() + ": " + remark));
        if (result.truncated()) {
            console.say(
                    Style.WARNING,
                    task.name() + ": truncated after " + Quantity.of(result.rows(), "row")
                            + "; --max-rows 0 exports all rows.");
        }
    }
}
