package ai.fourminds.rds.cli.load;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.export.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/** The scripts that {@code export} writes beside its files. Immutable. */
public record LoadScripts(List<LoadScript> targets) {
    public LoadScripts {
        targets = targets.stream().sorted().distinct().toList();
    }

    /** Refuses options whose files no script can load. */
    public void check(boolean toStandardOutput, ExportLimits limits) throws CommandFailure {
        if (!targets.isEmpty() && (toStandardOutput || limits.csv().guardFormulas())) {
            throw CommandFailure.usage(
                    "export-arguments",
                    toStandardOutput
                            ? "--load-script does not go with --out -: there is no folder for the script."
                            : "--load-script does not go with --guard-formulas, whose cells differ from the table's.",
                    "Leave one of them out.");
        }
        boolean inSql = targets.contains(LoadScript.DUCKDB) || targets.contains(LoadScript.POSTGRESQL);
        if (inSql && limits.format() == FileFormat.JSONL) {
            throw CommandFailure.usage(
                    "export-arguments",
                    "--load-script duckdb and postgresql go with CSV files only: DuckDB rounds the decimals of JSON,"
                            + " and PostgreSQL refuses rows that hold half a surrogate pair.",
                    "Leave out --format jsonl.");
        }
    }

    /** Refuses to replace a script without {@code --overwrite} or {@code --resume}. */
    public void check(ExportFolder folder, ExistingFiles existing) throws CommandFailure {
        for (LoadScript script : targets) {
            if (existing == ExistingFiles.REFUSE && Files.exists(folder.path().resolve(script.file()))) {
                throw CommandFailure.usage(
                        "files-exist",
                        "The folder '" + folder.path() + "' already holds " + script.file() + ".",
                        "Add --overwrite to replace it, or name another folder with --out.");
            }
        }
    }

    public void write(ExportFolder folder, Manifest manifest) throws IOException {
        if (manifest.tables().stream().allMatch(table -> table.file() == null)) {
            return;
        }
        for (LoadScript script : targets) {
            folder.write(script.file(), script.text(manifest).getBytes(StandardCharsets.UTF_8));
        }
    }
}
