package ai.fourminds.rds.cli.export.folder;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.Sha256;
import ai.fourminds.rds.export.TableReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An earlier export that a new one goes on with. Immutable.
 *
 * @param folder where both write
 * @param earlier what the earlier one said of itself
 */
record Resumption(Path folder, Manifest earlier) {

    /** Refuses to mix files that were not asked for in the same words. */
    void check(Manifest now) throws CommandFailure {
        List<String> differences = earlier.differences(now);
        if (!earlier.options().selection().equals(now.options().selection())) {
            differences.add("tables or query");
        }
        if (!differences.isEmpty()) {
            throw new CommandFailure(Fault.usage(
                    "resume-differs",
                    "The export in '" + folder + "' cannot be resumed, because it differs in "
                            + String.join(", ", differences) + ".",
                    "Repeat its arguments, or start anew with --overwrite or another folder."));
        }
    }

    /** The tables whose files are there as they were written. */
    Map<ExportTask, TableReport> whole(List<ExportTask> tasks) throws IOException {
        Map<String, TableReport> byFile = new LinkedHashMap<>();
        earlier.tables().forEach(report -> byFile.put(String.valueOf(report.file()), report));
        Map<ExportTask, TableReport> whole = new LinkedHashMap<>();
        for (ExportTask task : tasks) {
            Optional<TableReport> report =
                    Optional.ofNullable(byFile.get(task.file())).filter(found -> found.isOf(task));
            if (report.isPresent() && isWhole(report.get(), folder.resolve(task.file()))) {
                whole.put(task, report.get());
            }
        }
        return whole;
    }

    private static boolean isWhole(TableReport report, Path file) throws IOException {
        return report.complete()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == report.bytes()
                && Sha256.of(file).equals(report.sha256());
    }
}
