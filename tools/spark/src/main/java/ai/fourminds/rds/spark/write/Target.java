package ai.fourminds.rds.spark.write;

import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.spark.selection.ExportFault;
import ai.fourminds.rds.spark.selection.Request;
import ai.fourminds.rds.spark.selection.TableTask;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder that an export fills, on any Hadoop file system. A complete table has {@code _SUCCESS} in its folder and a
 * record beside it. Only the job writes there. Closing it releases the folder for other jobs. Thread-safe.
 */
public final class Target implements AutoCloseable {

    private static final String MANIFEST = "export.json";
    /** Hadoop's readers ignore names that begin with an underscore. */
    private static final String RECORDS = "_export";

    private static final String PLAN = "plan.json";
    private static final String PART = ".part";

    private final Path path;
    private final FileSystem files;
    private @Nullable FolderClaim claim;

    private Target(Path path, FileSystem files) {
        this.path = path;
        this.files = files;
    }

    public static Target of(String out, Configuration hadoop) throws IOException, ExportFault {
        try {
            Path path = new Path(out);
            FileSystem files = path.getFileSystem(hadoop);
            return new Target(path.makeQualified(files.getUri(), files.getWorkingDirectory()), files);
        } catch (IllegalArgumentException wrong) {
            throw fault(
                    "--out is not a path: " + wrong.getMessage() + ".", "Name a folder such as s3a://bucket/folder.");
        } catch (IOException | RuntimeException | ServiceConfigurationError unavailable) {
            throw fault(
                    "The file system of '" + out + "' cannot be used: " + unavailable.getMessage() + ".",
                    "Give Spark the jars of the file system (for s3a: hadoop-aws), or name another folder.");
        }
    }

    /** Refuses an earlier export in the folder, or checks that this one may continue it; records the request. */
    public void begin(Manifest plan, Request.Earlier earlier) throws ExportFault {
        try {
            prepare(plan, earlier);
        } catch (IOException | RuntimeException unusable) {
            throw fault(
                    "The folder '" + path + "' cannot be used: " + unusable.getMessage() + ".",
                    "Check that it can be reached and written from Spark's driver, or name another folder with --out.");
        }
    }

    private void prepare(Manifest plan, Request.Earlier earlier) throws IOException, ExportFault {
        FolderClaim.refuseAnother(files, path);
        boolean used = isUsed();
        if (used && earlier == Request.Earlier.REFUSE) {
            throw fault(
                    "The folder '" + path + "' is not empty.",
                    "Add --resume to go on where an export stopped, --overwrite to replace what this one writes,"
                            + " or name another folder with --out.");
        }
        claim = FolderClaim.take(files, path);
        Path recorded = new Path(new Path(path, RECORDS), PLAN);
        if (used && earlier == Request.Earlier.RESUME) {
            check(plan, recorded);
        } else {
            files.delete(new Path(path, RECORDS), true);
        }
        write(recorded, plan.toJson());
        files.delete(new Path(path, MANIFEST), false);
    }

    private boolean isUsed() throws IOException {
        return files.exists(path)
                && Stream.of(files.listStatus(path))
                        .anyMatch(file -> !file.getPath().getName().equals(FolderClaim.NAME));
    }

    private void check(Manifest plan, Path recorded) throws IOException, ExportFault {
        if (!files.exists(recorded)) {
            throw fault(
                    "Nothing in the folder '" + path + "' says what export wrote it, so nothing can be resumed.",
                    "Start anew with --overwrite or another folder.");
        }
        Manifest earlier;
        try {
            earlier = Manifest.parse(read(recorded));
        } catch (JsonProcessingException cutShort) {
            throw fault(
                    "The record of the export in '" + path + "' cannot be read, so nothing can be resumed.",
                    "Start anew with --overwrite or another folder.");
        }
        List<String> differences = earlier.differences(plan);
        if (!differences.isEmpty()) {
            throw fault(
                    "The export in '" + path + "' cannot be resumed, because it differs in "
                            + String.join(", ", differences) + ".",
                    "Repeat its arguments, or start anew with --overwrite or another folder.");
        }
    }

    /** Returns the earlier export's record of a table, if its files still match. */
    public Optional<TableReport> whole(TableTask task) throws IOException {
        Path record = record(task);
        if (!files.exists(record)) {
            return Optional.empty();
        }
        TableReport entry;
        try {
            entry = TableReport.parse(read(record));
        } catch (JsonProcessingException cutShort) {
            return Optional.empty();
        }
        boolean same = entry.name().equals(task.info().name().qualified()) && entry.complete();
        return same && entry.parts().equals(withDetails(parts(table(task)), entry))
                ? Optional.of(entry)
                : Optional.empty();
    }

    /** Returns the folder of a table's files while they are incomplete. */
    public Path unfinished(TableTask task) throws IOException {
        Path unfinished = staging(task);
        checkClaim();
        files.delete(unfinished, true);
        files.delete(record(task), false);
        return unfinished;
    }

    /**
     * Moves the table's files into its folder, one by one, because not every file system renames folders or replaces
     * files atomically. Files of other attempts stay behind, where no reader sees them.
     *
     * @return the files under their new names
     */
    public List<TableReport.Part> publish(TableTask task, List<TableReport.Part> written) throws IOException {
        Path unfinished = staging(task);
        Path folder = table(task);
        checkClaim();
        files.delete(folder, true);
        files.mkdirs(folder);
        List<TableReport.Part> published = new ArrayList<>();
        for (TableReport.Part part : written) {
            String name = part.file().replaceFirst("^(part-[0-9]{5,})-[0-9a-f-]+(\\.csv.*)$", "$1$2");
            Path file = new Path(folder, name);
            if (!files.rename(new Path(unfinished, part.file()), file)) {
                throw new IOException("'" + part.file() + "' could not be moved to '" + file + "'");
            }
            published.add(new TableReport.Part(name, part.rows(), part.bytes(), part.sha256()));
        }
        List<TableReport.Part> found = parts(folder);
        published.sort(Comparator.comparing(TableReport.Part::file));
        if (!sizes(found).equals(sizes(published))) {
            throw new IOException("'" + folder + "' holds " + sizes(found) + " and not what the tasks have reported, "
                    + sizes(published));
        }
        files.create(new Path(folder, "_SUCCESS"), true).close();
        files.delete(unfinished, true);
        return published;
    }

    private static Map<String, Long> sizes(List<TableReport.Part> parts) {
        Map<String, Long> sizes = new TreeMap<>();
        parts.forEach(part -> sizes.put(part.file(), part.bytes()));
        return sizes;
    }

    /** Records a complete table, for a run that resumes. */
    public void record(TableTask task, TableReport entry) throws IOException {
        write(record(task), entry.toJson());
    }

    /** Removes what a failed table left, if the folder is still this export's. */
    public void discard(TableTask task) throws IOException {
        if (claim != null && !claim.isOurs()) {
            return;
        }
        files.delete(staging(task), true);
        files.delete(table(task), true);
    }

    public void write(Manifest manifest) throws IOException {
        checkClaim();
        write(new Path(path, MANIFEST), manifest.toJson());
    }

    /** Returns the files in a folder that readers see, by name. */
    List<TableReport.Part> parts(Path folder) throws IOException {
        List<TableReport.Part> parts = new ArrayList<>();
        if (files.exists(folder)) {
            for (FileStatus file : files.listStatus(folder)) {
                String name = file.getPath().getName();
                if (!name.startsWith("_") && !name.startsWith(".")) {
                    parts.add(new TableReport.Part(name, null, file.getLen(), null));
                }
            }
        }
        parts.sort((one, other) -> one.file().compareTo(other.file()));
        return parts;
    }

    public Path path() {
        return path;
    }

    /** Adds rows and checksums from the record to files whose name and size match. */
    private static List<TableReport.Part> withDetails(List<TableReport.Part> found, TableReport entry) {
        return found.stream()
                .map(part -> entry.parts().stream()
                        .filter(known -> known.file().equals(part.file()) && known.bytes() == part.bytes())
                        .findFirst()
                        .orElse(part))
                .toList();
    }

    private Path staging(TableTask task) {
        return new Path(path, "_" + task.folder() + PART);
    }

    private Path table(TableTask task) {
        return new Path(path, task.folder());
    }

    private Path record(TableTask task) {
        return new Path(new Path(path, RECORDS), task.folder() + ".json");
    }

    /** Writes the file atomically, as far as the file system can. */
    private void write(Path file, byte[] content) throws IOException {
        Path unfinished = new Path(file.getParent(), "_" + file.getName() + ".new");
        try (OutputStream out = files.create(unfinished, true)) {
            out.write(content);
        }
        files.delete(file, false);
        if (!files.rename(unfinished, file)) {
            throw new IOException("'" + unfinished + "' could not be renamed to '" + file.getName() + "'");
        }
    }

    private byte[] read(Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            return in.readAllBytes();
        }
    }

    private void checkClaim() throws IOException {
        if (claim != null) {
            claim.check();
        }
    }

    @Override
    public void close() throws IOException {
        if (claim != null) {
            claim.close();
        }
    }

    private static ExportFault fault(String what, String remedy) {
        return new ExportFault(what, remedy);
    }
}
