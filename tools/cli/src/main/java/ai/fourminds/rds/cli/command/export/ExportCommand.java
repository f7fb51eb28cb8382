package ai.fourminds.rds.cli.command.export;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.cli.command.session.Command;
import ai.fourminds.rds.cli.command.session.Interruption;
import ai.fourminds.rds.cli.command.session.Session;
import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.export.folder.PackedStream;
import ai.fourminds.rds.cli.export.run.FolderExport;
import ai.fourminds.rds.cli.export.run.TableExport;
import ai.fourminds.rds.cli.export.run.Timer;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.load.LoadScript;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import ai.fourminds.rds.cli.output.TypedPath;
import ai.fourminds.rds.cli.output.text.Quantity;
import ai.fourminds.rds.cli.output.text.Style;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.export.Remarks;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.plugin.export.ExportSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code export}: exports tables as CSV files with a manifest, or one table to standard output. For one thread. */
@CommandLine.Command(
        footer = {
            "",
            "Examples:",
            "  fourminds-rds export prod sales orders customers --out sales-csv",
            "  fourminds-rds export prod sales --all --max-rows 0 --gzip --out sales-csv",
            "  fourminds-rds export prod sales orders --format jsonl --out sales-jsonl",
            "  fourminds-rds export prod sales --query 'SELECT 1 AS one' --out -"
        })
public final class ExportCommand implements Command {
    private static final String STANDARD_OUTPUT = "-";

    @Mixin
    private ExportSelection selection = new ExportSelection();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "The folder to fill; '-' writes one table to standard output.")
    private String out = "";

    @Option(names = "--max-rows", paramLabel = "N", description = "Rows per table, 0 for all. Default: 50000.")
    private long maxRows = ExportLimits.DEFAULT_ROWS;

    @Option(
            names = "--guard-formulas",
            description = "Prefix cells that spreadsheets would take for formulas with an apostrophe.")
    private boolean guardFormulas;

    @Option(
            names = "--null-text",
            paramLabel = "TEXT",
            description = "What NULL is written as; text that says the same is quoted. Default: nothing.")
    private String nullText = "";

    @Option(
            names = "--geometry",
            paramLabel = "FORM",
            description =
                    "How geometries are written: wkt, ewkb in hexadecimal digits, or auto, the default: wkt of MySQL"
                            + " and MariaDB, ewkb of PostGIS.")
    private CsvOptions.Geometry geometry = CsvOptions.Geometry.AUTO;

    @Option(names = "--gzip", description = "Compress with gzip: files end in .gz.")
    private boolean gzip;

    @Option(names = "--zstd", description = "Compress with Zstandard: files end in .zst.")
    private boolean zstd;

    @Option(
            names = "--load-script",
            split = ",",
            paramLabel = "TARGET",
            description = "Also write a script that loads the files with exact types: duckdb, postgresql, pandas.")
    private List<LoadScript> scripts = List.of();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Time per table. Default: 120.")
    private long timeout = ExportLimits.DEFAULT_SECONDS;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "Connections at the same time: one per table; on PostgreSQL several for a large one. Default: 4.")
    private int jobs = ExportLimits.DEFAULT_JOBS;

    @Option(names = "--overwrite", description = "Replace files that are there.")
    private boolean overwrite;

    @Option(
            names = "--resume",
            description =
                    "Go on where an export that failed or was killed stopped, given the same arguments: files that"
                            + " are whole are kept, everything else is exported.")
    private boolean resume;

    @Override
    public ExitCode run(Session session) throws SQLException, IOException, CommandFailure {
        boolean toStandardOutput = out.equals(STANDARD_OUTPUT);
        FileFormat format = session.format() == Format.JSONL ? FileFormat.JSONL : FileFormat.CSV;
        ExportLimits limits =
                ExportLimits.of(format, maxRows, guardFormulas, nullText, geometry, compression(), timeout, jobs);
        selection.check(toStandardOutput);
        LoadScript.check(scripts, toStandardOutput, limits);
        if (resume && (overwrite || toStandardOutput)) {
            throw CommandFailure.usage(
                    "export-arguments",
                    "--resume goes neither with --overwrite nor with --out -.",
                    "Leave one of them out.");
        }
        return toStandardOutput ? toStandardOutput(session, limits) : toFolder(session, limits);
    }

    private ExitCode toFolder(Session session, ExportLimits limits) throws SQLException, IOException, CommandFailure {
        ExportFolder folder = ExportFolder.prepare(TypedPath.folder(out), existing());
        LoadScript.check(scripts, folder, existing());
        List<ExportTask> tasks = selection.tasks(session, limits);
        if (tasks.isEmpty()) {
            session.console().say("No tables to export.");
        }
        RdsDatabase source = selection.source(session);
        FolderExport export =
                new FolderExport(source.instance(), selection.database(), selection.words(tasks), limits, false);
        DatabaseExport.Result result = new DatabaseExport(source, export).into(folder, tasks, session.console());
        LoadScript.write(scripts, folder, result.manifest());
        result.print(folder, session);
        return result.exit();
    }

    private ExitCode toStandardOutput(Session session, ExportLimits limits)
            throws SQLException, IOException, CommandFailure {
        ExportTask task = selection.tasks(session, limits).get(0);
        RdsDatabase source = selection.source(session);
        Console console = session.console();
        try (ExportSession exports = source.openExport(source.exportConnections());
                Timer timer = Timer.onThreads(2)) {
            TableExport export = new TableExport(task, limits, timer);
            try (Interruption interruption = new Interruption();
                    PackedStream packed = new PackedStream(limits.compression(), console.bytes())) {
                interruption.runs(export::interrupt);
                ExportResult result = export.execute(exports, packed);
                packed.finish();
                console.flush();
                remark(task, result, console);
                return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.OK;
            }
        }
    }

    private Compression compression() throws CommandFailure {
        if (gzip && zstd) {
            throw CommandFailure.usage(
                    "export-arguments", "--gzip and --zstd exclude each other.", "Leave one of them out.");
        }
        if (gzip) {
            return Compression.GZIP;
        }
        return zstd ? Compression.ZSTD : Compression.NONE;
    }

    private ExistingFiles existing() {
        if (resume) {
            return ExistingFiles.RESUME;
        }
        return overwrite ? ExistingFiles.REPLACE : ExistingFiles.REFUSE;
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
