package ai.fourminds.rds.cli.command.export;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.FileFormat;
import picocli.CommandLine.Option;

/** The options of {@code export} for the format of its files. For one thread. */
final class ExportForm {
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

    @Option(names = "--gzip", description = "Compress with gzip: files end in .gz.")
    private boolean gzip;

    @Option(names = "--zstd", description = "Compress with Zstandard: files end in .zst.")
    private boolean zstd;

    ExportLimits limits(FileFormat format, long seconds, int jobs) throws CommandFailure {
        return ExportLimits.of(format, maxRows, guardFormulas, nullText, compression(), seconds, jobs);
    }

    private Compression compression() throws CommandFailure {
        if (gzip && zstd) {
            throw new CommandFailure(
                    Fault.usage("export-arguments", "--gzip and --zstd exclude each other.", "Leave one of them out."));
        }
        if (gzip) {
            return Compression.GZIP;
        }
        return zstd ? Compression.ZSTD : Compression.NONE;
    }
}
