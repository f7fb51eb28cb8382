package ai.fourminds.rds.cli.export.folder;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code export.json.part}: a line of JSON for the export, and one for each exported table, so that a killed
 * export can be resumed. Created with the first table, deleted when the manifest is written. Holds the folder's lock
 * until it is closed. Thread-safe.
 */
public final class Journal implements AutoCloseable {
    static final String NAME = ExportFolder.MANIFEST + ExportFolder.PART;
    private static final String UNFINISHED = ".new";
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final ExportFolder folder;
    private final FolderLock lock;
    private final CreatedFolders created;
    private final Manifest plan;
    private final Map<ExportTask, TableReport> kept;
    private @Nullable FileChannel channel;

    Journal(
            ExportFolder folder,
            FolderLock lock,
            CreatedFolders created,
            Manifest plan,
            Map<ExportTask, TableReport> kept) {
        this.folder = folder;
        this.lock = lock;
        this.created = created;
        this.plan = plan;
        this.kept = Map.copyOf(kept);
    }

    /** Creates the file, if it is not open: replaces an earlier journal atomically, then deletes an earlier manifest. */
    synchronized FileChannel start() throws IOException {
        if (channel != null) {
            return channel;
        }
        Path path = folder.path().resolve(NAME);
        Path unfinished = path.resolveSibling(NAME + UNFINISHED);
        FileChannel open = Disk.write(unfinished, lines(plan.withTables(kept.values())));
        try {
            Disk.rename(unfinished, path);
            folder.deleteManifest();
            channel = open;
            return open;
        } catch (IOException e) {
            try (open) {
                Files.deleteIfExists(unfinished);
            }
            throw e;
        }
    }

    /** Returns the manifest of an earlier export, or the one in its journal; empty if there is neither. */
    static Optional<Manifest> earlier(Path folder) throws IOException, CommandFailure {
        // A journal beside a manifest is older, or was about to be deleted.
        Optional<Manifest> manifest = ExportFolder.manifest(folder);
        Path journal = folder.resolve(NAME);
        return manifest.isPresent() || !Files.exists(journal) ? manifest : Optional.of(read(journal));
    }

    /** Returns the reports of the tables that an earlier export exported. */
    public Map<ExportTask, TableReport> kept() {
        return kept;
    }

    /**
     * Forces the exported files to disk, writes the manifest and deletes the journal. If no table was ever exported, leaves
     * the folder as it was.
     *
     * @param tasks all tasks, in order
     * @param reports the reports of the tasks that are not {@link #kept}
     */
    public synchronized Manifest finish(List<ExportTask> tasks, Map<ExportTask, TableReport> reports, String finishedAt)
            throws IOException {
        Map<ExportTask, TableReport> all = new LinkedHashMap<>(reports);
        all.putAll(kept);
        Map<Path, IOException> unsaved = Disk.force(reports.values().stream()
                .filter(TableReport::complete)
                .map(report -> folder.path().resolve(String.valueOf(report.file())))
                .filter(Files::exists)
                .toList());
        List<TableReport> ordered = new ArrayList<>();
        for (ExportTask task : tasks) {
            TableReport report = Optional.ofNullable(all.get(task)).orElseThrow();
            Path file = folder.path().resolve(task.file());
            IOException failure = unsaved.get(file);
            if (failure != null && Files.isRegularFile(file)) {
                Files.delete(file);
            }
            boolean present = Files.exists(file);
            if (report.complete() && failure != null) {
                report = failed(
                        task,
                        report,
                        "could not be forced to disk: " + Fault.of(failure).summary());
            } else if (report.complete() && !present) {
                report = failed(task, report, "was removed while the export ran");
            }
            // A file of an earlier export may be beside a failed one.
            ordered.add(!report.complete() && present ? report.besideEarlier(task) : report);
        }
        Manifest manifest =
                (kept.isEmpty() ? plan : plan.resumed()).withTables(ordered).finishedAt(finishedAt);
        if (channel != null || !kept.isEmpty()) {
            folder.write(manifest);
            Files.deleteIfExists(folder.path().resolve(NAME));
        }
        return manifest;
    }

    private static TableReport failed(ExportTask task, TableReport exported, String what) {
        return TableReport.unfinished(task, TableReport.Status.FAILED, "its file " + what, exported.durationMillis());
    }

    synchronized void add(TableReport report) throws IOException {
        // Not forced to disk, which would slow down each table: after a crash, --resume exports the lost tables again.
        Disk.append(start(), line(report));
    }

    /** Closes the file, and releases the folder's lock. The file remains, so that the export can be resumed. */
    @Override
    public synchronized void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        try (lock) {
            if (open != null) {
                open.close();
            }
        }
        created.deleteEmpty();
    }

    private static byte[] lines(Manifest manifest) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        lines.write(line(manifest.withTables(List.of())));
        for (TableReport table : manifest.tables()) {
            lines.write(line(table));
        }
        return lines.toByteArray();
    }

    static byte[] line(Record content) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.write(JSON.writeValueAsBytes(content));
        line.write('\n');
        return line.toByteArray();
    }

    /** Reads a journal up to an incomplete line, which a killed export leaves; its table is exported again. */
    private static Manifest read(Path journal) throws IOException, CommandFailure {
        try (MappingIterator<JsonNode> lines = JSON.readerFor(JsonNode.class).readValues(Files.readAllBytes(journal))) {
            Manifest plan = JSON.treeToValue(lines.nextValue(), Manifest.class);
            List<TableReport> tables = new ArrayList<>();
            try {
                while (lines.hasNextValue()) {
                    tables.add(JSON.treeToValue(lines.nextValue(), TableReport.class));
                }
            } catch (JacksonException incomplete) {
                return plan.withTables(tables);
            }
            return plan.withTables(tables);
        } catch (JacksonException | NoSuchElementException e) {
            throw unreadable(journal, e);
        }
    }

    static CommandFailure unreadable(Path file, Exception cause) {
        return CommandFailure.usage(
                "resume-unreadable",
                "'" + file + "' is not what an export leaves behind, so nothing can be resumed from it.",
                "Start anew with --overwrite or another folder.",
                cause);
    }

    /** The folders that an export created, the innermost first. For one thread. */
    record CreatedFolders(List<Path> paths) {

        /** Creates a folder and its parents. */
        static CreatedFolders with(Path folder) throws IOException {
            List<Path> paths = new ArrayList<>();
            Path missing = folder.toAbsolutePath();
            while (missing != null && !Files.exists(missing)) {
                paths.add(missing);
                missing = missing.getParent();
            }
            Files.createDirectories(folder);
            return new CreatedFolders(paths);
        }

        /** Deletes the empty ones. */
        void deleteEmpty() throws IOException {
            try {
                for (Path path : paths) {
                    Files.delete(path);
                }
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                // Its parents are not empty either.
            }
        }
    }
}
