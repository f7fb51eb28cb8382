package ai.fourminds.rds.cli.load;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A script beside an export's files that loads them with exact types. */
public enum LoadScript {
    /** Runs in DuckDB. */
    DUCKDB("load.duckdb.sql"),
    /** Runs in psql. */
    POSTGRESQL("load.postgresql.sql"),
    /** Runs in Python; reads the manifest itself. */
    PANDAS("load_pandas.py");

    private final String file;

    LoadScript(String file) {
        this.file = file;
    }

    /** Returns the name for options. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String file() {
        return file;
    }

    public String text(Manifest manifest) {
        return switch (this) {
            case DUCKDB -> new DuckDbScript(manifest).text();
            case POSTGRESQL -> new PostgresqlScript(manifest).text();
            case PANDAS -> resource(file);
        };
    }

    /** Refuses options whose files no script can load. */
    public static void check(List<LoadScript> targets, boolean toStandardOutput, ExportLimits limits)
            throws CommandFailure {
        if (!targets.isEmpty() && (toStandardOutput || limits.csv().guardFormulas())) {
            throw CommandFailure.usage(
                    "export-arguments",
                    toStandardOutput
                            ? "--load-script does not go with --out -: there is no folder for the script."
                            : "--load-script does not go with --guard-formulas, whose cells differ from the table's.",
                    "Leave one of them out.");
        }
        boolean inSql = targets.contains(DUCKDB) || targets.contains(POSTGRESQL);
        if (inSql && limits.format() == FileFormat.JSONL) {
            throw CommandFailure.usage(
                    "export-arguments",
                    "--load-script duckdb and postgresql go with CSV files only: DuckDB rounds the decimals of JSON,"
                            + " and PostgreSQL refuses rows that hold half a surrogate pair.",
                    "Leave out --format jsonl.");
        }
    }

    /** Refuses to replace a script without {@code --overwrite} or {@code --resume}. */
    public static void check(List<LoadScript> targets, ExportFolder folder, ExistingFiles existing)
            throws CommandFailure {
        for (LoadScript script : targets) {
            if (existing == ExistingFiles.REFUSE && Files.exists(folder.path().resolve(script.file()))) {
                throw CommandFailure.usage(
                        "files-exist",
                        "The folder '" + folder.path() + "' already holds " + script.file() + ".",
                        "Add --overwrite to replace it, or name another folder with --out.");
            }
        }
    }

    public static void write(List<LoadScript> targets, ExportFolder folder, Manifest manifest) throws IOException {
        if (targets.isEmpty() || manifest.tables().stream().allMatch(table -> table.file() == null)) {
            return;
        }
        for (LoadScript script : EnumSet.copyOf(targets)) {
            folder.write(script.file(), script.text(manifest).getBytes(StandardCharsets.UTF_8));
        }
    }

    static List<TableReport> tables(Manifest manifest) {
        return manifest.tables().stream().filter(TableReport::complete).toList();
    }

    /** Quotes a string or a name; doubles quotes within it. */
    static String quoted(String text, String quote) {
        return quote + text.replace(quote, quote + quote) + quote;
    }

    private static String resource(String name) {
        try (InputStream in = LoadScript.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
