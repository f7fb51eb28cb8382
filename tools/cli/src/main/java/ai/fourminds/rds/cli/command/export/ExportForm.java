package ai.fourminds.rds.cli.command.export;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.plugin.export.CsvOptions;
import picocli.CommandLine.Option;

/** The options of {@code export} that say what its files look like. For one thread. */
final class ExportForm {
    @Option(names = "--max-rows", paramLabel = "N", description = "Rows per table, 0 for all. Default: 50000.")
    private long maxRows = 50_000;

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

    CsvOptions csv(FileFormat format) throws CommandFailure {
        if (maxRows < 0) {
            throw ExportCommand.outOfRange("--max-rows", "0 (all rows) or more");
        }
        if (!CsvOptions.canStandForNull(nullText)) {
            throw new CommandFailure(Fault.usage(
                    "null-text",
                    "--null-text may not hold commas, double quotes, line breaks or NUL, nor be '\\.'.",
                    "Give another text, such as NULL or \\N."));
        }
        if (format == FileFormat.JSONL && (guardFormulas || !nullText.isEmpty())) {
            throw new CommandFailure(Fault.usage(
                    "export-arguments",
                    "--format jsonl goes with neither --null-text nor --guard-formulas, which are CSV's.",
                    "Leave one of them out."));
        }
        return new CsvOptions(maxRows, guardFormulas, nullText);
    }

    Compression compression() throws CommandFailure {
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
