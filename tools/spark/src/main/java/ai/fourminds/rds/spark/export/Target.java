package ai.fourminds.rds.spark.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder an export fills, on any Hadoop file system. A table's folder has its name, and a record beside it, when the table
 * is whole. Thread-safe.
 */
final class Target {

    private static final String MANIFEST = "export.json";
    /** Invisible to Hadoop's readers, as all that begins with an underscore. */
    private static final String RECORDS = "_export";

    private static final String PLAN = "plan.json";
    private static final String PART = ".part";

    private final Path path;
    private final FileSystem files;

    private Target(Path path, FileSystem files) {
        this.path = path;
        this.files = files;
    }

    static Target of(String out, Configuration hadoop) throws IOException, ExportFault {
        try {
            Path path = new Path(out);
            FileSystem files = path.getFileSystem(hadoop);
            return new Target(path.makeQualified(files.getUri(), files.getWorkingDirectory()), files);
        } catch (IllegalArgumentException wrong) {
            throw fault(
                    "--out is not a path: " + wrong.getMessage() + ".", "Name a folder such as s3a://bucket/folder.");
        }
    }

    /** Refuses what an earlier export left, or makes sure that this one may go on with it, and records what is asked for. */
    void begin(Manifest plan, Request.Earlier earlier) throws IOException, ExportFault {
        boolean used = files.exists(path) && files.listStatus(path).length > 0;
        if (used && earlier == Request.Earlier.REFUSE) {
            throw fault(
                    "The folder '" + path + "' is not empty.",
                    "Add --resume to go on where an export stopped, --overwrite to replace what this one writes,"
                            + " or name another folder with --out.");
        }
        Path recorded = new Path(new Path(path, RECORDS), PLAN);
        if (used && earlier == Request.Earlier.RESUME) {
            check(plan, recorded);
        } else {
            files.delete(new Path(path, RECORDS), true);
        }
        write(recorded, plan.toJson());
        files.delete(new Path(path, MANIFEST), false);
    }

    private void check(Manifest plan, Path recorded) throws IOException, ExportFault {
        if (!files.exists(recorded)) {
            throw fault(
                    "Nothing in the folder '" + path + "' says what export wrote it, so nothing can be resumed.",
                    "Start anew with --overwrite or another folder.");
        }
        List<String> differences =
                Manifest.parse(read(recorded), Manifest.class).differences(plan);
        if (!differences.isEmpty()) {
            throw fault(
                    "The export in '" + path + "' cannot be resumed, because it differs in "
                            + String.join(", ", differences) + ".",
                    "Repeat its arguments, or start anew with --overwrite or another folder.");
        }
    }

    /** The record of a table that an earlier export wrote, and whose files are there as it says. */
    Optional<TableEntry> whole(TableTask task) throws IOException {
        Path record = record(task);
        if (!files.exists(record)) {
            return Optional.empty();
        }
        TableEntry entry = Manifest.parse(read(record), TableEntry.class);
        boolean same = entry.name().equals(task.info().name().qualified()) && entry.isExported();
        return same && entry.parts().equals(withDetails(parts(table(task)), entry))
                ? Optional.of(entry)
                : Optional.empty();
    }

    /** Where a table's files go until they are all there. */
    Path unfinished(TableTask task) throws IOException {
        Path unfinished = new Path(path, "_" + task.folder() + PART);
        files.delete(unfinished, true);
        files.delete(record(task), false);
        return unfinished;
    }

    /** Gives a table's folder its name. */
    void finish(TableTask task) throws IOException {
        Path unfinished = new Path(path, "_" + task.folder() + PART);
        Path folder = table(task);
        files.delete(folder, true);
        files.mkdirs(unfinished);
        if (!files.rename(unfinished, folder)) {
            throw new IOException("'" + unfinished + "' could not be renamed to '" + folder.getName() + "'");
        }
    }

    /** Remembers a table that is whole, for an export that goes on. */
    void record(TableTask task, TableEntry entry) throws IOException {
        write(record(task), Manifest.json(entry));
    }

    /** Removes what a table that failed has left. */
    void discard(TableTask task) throws IOException {
        files.delete(new Path(path, "_" + task.folder() + PART), true);
        files.delete(table(task), true);
    }

    void write(Manifest manifest) throws IOException {
        write(new Path(path, MANIFEST), manifest.toJson());
    }

    /** The files in a folder that readers see, by name. */
    List<TableEntry.Part> parts(Path folder) throws IOException {
        List<TableEntry.Part> parts = new ArrayList<>();
        if (files.exists(folder)) {
            for (FileStatus file : files.listStatus(folder)) {
                String name = file.getPath().getName();
                if (!name.startsWith("_") && !name.startsWith(".")) {
                    parts.add(new TableEntry.Part(name, null, file.getLen(), null));
                }
            }
        }
        parts.sort((one, other) -> one.file().compareTo(other.file()));
        return parts;
    }

    Path path() {
        return path;
    }

    /** What listing cannot tell, taken over from the record where name and size agree. */
    private static List<TableEntry.Part> withDetails(List<TableEntry.Part> found, TableEntry entry) {
        return found.stream()
                .map(part -> entry.parts().stream()
                        .filter(known -> known.file().equals(part.file()) && known.bytes() == part.bytes())
                        .findFirst()
                        .orElse(part))
                .toList();
    }

    private Path table(TableTask task) {
        return new Path(path, task.folder());
    }

    private Path record(TableTask task) {
        return new Path(new Path(path, RECORDS), task.folder() + ".json");
    }

    /** Whole or not at all, as far as the file system can. */
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

    private static ExportFault fault(String what, String remedy) {
        return new ExportFault(what, remedy);
    }
}
