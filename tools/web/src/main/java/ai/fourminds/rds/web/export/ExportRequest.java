package ai.fourminds.rds.web.export;

import ai.fourminds.rds.cli.catalogue.TableSelection;
import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.load.LoadScript;
import ai.fourminds.rds.cli.output.text.ShellWords;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.web.connection.Connections;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request for an export, from the form or the API; missing parts have the command line's defaults. Immutable.
 *
 * @param connection the saved connection's name, or empty for the page's own settings
 * @param instance the instance of the database
 * @param database the database of the tables
 * @param selection the tables, and the part of each
 * @param folder the folder's name inside the page's own, or empty for a name with database and time
 * @param maxRows rows per table, 0 for all
 * @param timeoutSeconds seconds per table
 * @param jobs the most connections
 * @param format the format of the files
 * @param compression the compression of the files
 * @param guardFormulas whether cells that look like formulas are prefixed
 * @param nullText the text written for NULL
 * @param loadScripts the scripts to write beside the files
 */
public record ExportRequest(
        String connection,
        String instance,
        String database,
        TableSelection selection,
        String folder,
        long maxRows,
        long timeoutSeconds,
        long jobs,
        FileFormat format,
        Compression compression,
        boolean guardFormulas,
        String nullText,
        List<LoadScript> loadScripts) {
    /** Copies the list. */
    public ExportRequest {
        loadScripts = List.copyOf(loadScripts);
    }

    /**
     * Returns the request of an earlier export, to resume it; empty if that used options that only the command has.
     *
     * @param scripts the earlier export's load scripts
     */
    static Optional<ExportRequest> of(Manifest earlier, String folder, List<LoadScript> scripts) {
        if (!earlier.options().geometry().equals(CsvOptions.Geometry.AUTO.word())) {
            return Optional.empty();
        }
        List<String> words = earlier.options().selection();
        List<String> tables = tables(earlier);
        return TableSelection.of(tables, words.subList(tables.size(), words.size()))
                .map(selection -> new ExportRequest(
                        "",
                        earlier.instance(),
                        earlier.database(),
                        selection,
                        folder,
                        earlier.maxRows(),
                        ExportLimits.DEFAULT_SECONDS,
                        ExportLimits.DEFAULT_JOBS,
                        earlier.options().jsonLines() ? FileFormat.JSONL : FileFormat.CSV,
                        earlier.options().compression(),
                        earlier.options().guardFormulas(),
                        earlier.options().nullText(),
                        scripts));
    }

    /** Returns this request for another connection and folder. */
    ExportRequest through(String other, String into) {
        return new ExportRequest(
                other,
                instance,
                database,
                selection,
                into,
                maxRows,
                timeoutSeconds,
                jobs,
                format,
                compression,
                guardFormulas,
                nullText,
                loadScripts);
    }

    /** Refuses contradictory values before a connection is opened, and returns the limits. */
    ExportLimits limits() throws CommandFailure {
        if (!selection.tables().isEmpty() && selection.byPatterns()) {
            throw CommandFailure.usage(
                    "export-arguments",
                    "Tables are named, and all or a pattern asked for as well.",
                    "Leave one of them out.");
        }
        ExportLimits limits = ExportLimits.of(
                format, maxRows, guardFormulas, nullText, CsvOptions.Geometry.AUTO, compression, timeoutSeconds, jobs);
        LoadScript.check(loadScripts, false, limits);
        return limits;
    }

    /** Returns the command's options that the manifest does not contain. */
    private List<String> otherOptions() {
        List<String> words = new ArrayList<>();
        if (!connection.isEmpty() && !connection.equals(Connections.LOCAL)) {
            words.addAll(List.of("--connection", connection));
        }
        if (timeoutSeconds != ExportLimits.DEFAULT_SECONDS) {
            words.addAll(List.of("--timeout", String.valueOf(timeoutSeconds)));
        }
        if (jobs != ExportLimits.DEFAULT_JOBS) {
            words.addAll(List.of("--jobs", String.valueOf(jobs)));
        }
        if (!loadScripts.isEmpty()) {
            words.addAll(List.of(
                    "--load-script", loadScripts.stream().map(LoadScript::word).collect(Collectors.joining(","))));
        }
        return words;
    }

    /** Returns the command line for the same export, without secrets. */
    static String command(Manifest manifest, Optional<ExportRequest> asked, Path folder) {
        List<String> words = new ArrayList<>(List.of("fourminds-rds", "export"));
        asked.ifPresent(request -> words.addAll(request.otherOptions()));
        if (manifest.maxRows() != ExportLimits.DEFAULT_ROWS) {
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
        if (!manifest.options().geometry().equals(CsvOptions.Geometry.AUTO.word())) {
            words.addAll(List.of("--geometry", manifest.options().geometry()));
        }
        if (manifest.options().jsonLines()) {
            words.addAll(List.of("--format", "jsonl"));
        }
        words.addAll(List.of("--overwrite", "--out", folder.toString()));
        List<String> selection = manifest.options().selection();
        List<String> tables = tables(manifest);
        for (int at = tables.size(); at < selection.size(); at++) {
            String option = selection.get(at);
            // Joined with =, because a value may begin with a hyphen.
            words.add(TableSelection.FLAGS.contains(option) ? option : option + "=" + selection.get(++at));
        }
        words.addAll(List.of("--", manifest.instance(), manifest.database()));
        words.addAll(tables);
        return ShellWords.line(words);
    }

    /** Returns the tables that were selected by name, which precede the options. */
    private static List<String> tables(Manifest manifest) {
        Set<String> names = manifest.tables().stream().map(TableReport::name).collect(Collectors.toSet());
        return manifest.options().selection().stream()
                .takeWhile(names::contains)
                .toList();
    }
}
