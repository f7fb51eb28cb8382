package ai.fourminds.rds.web.export;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.text.ShellWords;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.plugin.export.CsvOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An export as a form or a program asks for it; what is left out has the command line's defaults. Immutable.
 *
 * @param connection a saved connection, or empty for the page's own settings
 * @param instance where the database is
 * @param database where the tables are
 * @param tables their qualified names; none for all tables
 * @param folder the folder's name below the page's own, or empty for one that tells database and time
 * @param maxRows rows per table, 0 for all
 * @param timeoutSeconds time per table
 * @param jobs connections at most
 * @param compression how files are packed
 * @param guardFormulas whether cells that look like formulas are prefixed
 * @param nullText what NULL is written as
 */
public record ExportRequest(
        String connection,
        String instance,
        String database,
        List<String> tables,
        String folder,
        long maxRows,
        long timeoutSeconds,
        int jobs,
        Compression compression,
        boolean guardFormulas,
        String nullText) {
    private static final String ALL = "--all";
    private static final Set<String> WITHOUT_VALUE = Set.of(ALL, "--views");
    private static final Duration GRACE = Duration.ofSeconds(10);

    public ExportRequest {
        tables = List.copyOf(tables);
    }

    /**
     * The request that an earlier export answered, to go on with it.
     *
     * @throws CommandFailure when it was asked for with what only the command has
     */
    public static ExportRequest of(Manifest earlier, String connection, String folder) throws CommandFailure {
        List<String> selection = earlier.options().selection();
        boolean named = tables(earlier).equals(selection)
                && earlier.tables().stream()
                        .allMatch(table -> table.kind() == null || table.kind().equals("table"));
        if (!(named || selection.equals(List.of(ALL))) || earlier.options().jsonLines()) {
            throw new CommandFailure(Fault.usage(
                    "retry-by-command",
                    "This export was made with options of the command line that the page does not have.",
                    "Run the command that stands below the export, with --resume in place of --overwrite."));
        }
        return new ExportRequest(
                connection,
                earlier.instance(),
                earlier.database(),
                selection.equals(List.of(ALL)) ? List.of() : selection,
                folder,
                earlier.maxRows(),
                120,
                4,
                earlier.options().compression(),
                earlier.options().guardFormulas(),
                earlier.options().nullText());
    }

    ExportLimits limits() throws CommandFailure {
        try {
            return new ExportLimits(
                    new CsvOptions(maxRows, guardFormulas, nullText),
                    compression,
                    Duration.ofSeconds(timeoutSeconds),
                    GRACE,
                    Math.min(jobs, 64));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    Fault.usage(
                            "export-arguments", e.getMessage() + ".", "Give another value in the export's options."),
                    e);
        }
    }

    /** What was asked for, as the command's arguments say it. */
    List<String> selection() {
        return tables.isEmpty() ? List.of(ALL) : tables;
    }

    /** Those of the database's tables that are wanted. */
    List<TableInfo> chosen(List<TableInfo> listed) throws CommandFailure {
        if (tables.isEmpty()) {
            return listed;
        }
        Set<String> wanted = Set.copyOf(tables);
        Set<String> missing = new HashSet<>(wanted);
        List<TableInfo> chosen = new ArrayList<>();
        for (TableInfo table : listed) {
            if (wanted.contains(table.name().qualified())) {
                chosen.add(table);
                missing.remove(table.name().qualified());
            }
        }
        if (!missing.isEmpty()) {
            throw new CommandFailure(Fault.usage(
                    "table-unknown",
                    "There is no base table '" + missing.iterator().next() + "'.",
                    "List the tables again: it may have been dropped."));
        }
        return chosen;
    }

    /** The command that does the same; secrets are no part of it. */
    public static String command(Manifest manifest, @Nullable String connection, Path folder) {
        List<String> words = new ArrayList<>(List.of("fourminds-rds", "export"));
        if (connection != null && !connection.isEmpty()) {
            words.addAll(List.of("--connection", connection));
        }
        if (manifest.maxRows() != 50_000) {
            words.addAll(List.of("--max-rows", String.valueOf(manifest.maxRows())));
        }
        if (manifest.options().compression() != Compression.NONE) {
            words.add(manifest.options().compression() == Compression.GZIP ? "--gzip" : "--zstd");
        }
        if (manifest.options().guardFormulas()) {
            words.add("--guard-formulas");
        }
        if (!manifest.options().nullText().isEmpty()) {
            words.add("--null-text=" + manifest.options().nullText());
        }
        if (manifest.options().jsonLines()) {
            words.addAll(List.of("--format", "jsonl"));
        }
        words.addAll(List.of("--overwrite", "--out", folder.toString()));
        List<String> selection = manifest.options().selection();
        List<String> tables = tables(manifest);
        for (int at = tables.size(); at < selection.size(); at++) {
            String option = selection.get(at);
            // Joined, because a value may begin with a hyphen.
            words.add(WITHOUT_VALUE.contains(option) ? option : option + "=" + selection.get(++at));
        }
        words.addAll(List.of("--", manifest.instance(), manifest.database()));
        words.addAll(tables);
        return ShellWords.line(words);
    }

    /** The tables that an export was asked for by name: they stand in front of its options. */
    private static List<String> tables(Manifest manifest) {
        Set<String> names = manifest.tables().stream().map(TableReport::name).collect(Collectors.toSet());
        return manifest.options().selection().stream()
                .takeWhile(names::contains)
                .toList();
    }
}
