package ai.fourminds.rds.web.export;

import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.load.LoadScript;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.web.connection.Connections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The exports below one folder: those that run, and what earlier ones left. Thread-safe. */
public final class Exports implements AutoCloseable {
    /** No separator and no leading dot, so that no name leads out of the folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path out;
    private final Connections connections;
    private final Map<String, RunningExport> started = new ConcurrentHashMap<>();
    private final Set<String> givenNames = ConcurrentHashMap.newKeySet();

    public Exports(Path out, Connections connections) {
        this.out = out;
        this.connections = connections;
    }

    /** Begins one, and returns the name of its folder, by which it is found again. */
    public String start(ExportRequest request, ExistingFiles existing)
            throws SQLException, IOException, CommandFailure {
        String id = request.folder().isEmpty() ? name(request) : request.folder();
        Path path = path(id);
        ExportLimits limits = request.limits();
        ExportFolder folder = ExportFolder.prepare(path, existing);
        LoadScript.check(request.loadScripts(), folder, existing);
        RunningExport export;
        try (OpenedDatabase opened = connections.open(request.connection(), request.instance(), request.database())) {
            List<ExportTask> tasks = request.selection().tasks(opened, limits);
            export = new RunningExport(id, request, limits, tasks, opened.database(), folder);
        }
        RunningExport before = started.put(id, export);
        if (before != null && before.running()) {
            started.put(id, before);
            throw CommandFailure.usage(
                    "folder-in-use", "An export into '" + id + "' is running.", "Wait for its end, or cancel it.");
        }
        export.start();
        return id;
    }

    /** Goes on with an earlier export, as it was asked for. */
    public String retry(String id, String connection) throws SQLException, IOException, CommandFailure {
        Manifest earlier = manifest(id).orElseThrow(() -> unknown(id));
        ExportRequest request = asked(id, earlier)
                .orElseThrow(() -> CommandFailure.usage(
                        "retry-by-command",
                        "This export was made with options of the command line that the page does not have.",
                        "Run the command below 'The same as a command', with --resume in place of --overwrite."));
        return start(request.through(connection, id), ExistingFiles.RESUME);
    }

    /** What an export was asked for, as far as this start of the page or the export's folder tells. */
    public Optional<ExportRequest> asked(String id, Manifest manifest) throws CommandFailure {
        Optional<RunningExport> known = started(id);
        return known.isPresent()
                ? known.map(RunningExport::request)
                : ExportRequest.of(manifest, id, scripts(path(id)));
    }

    /** The command that does the same. */
    public String command(String id, Manifest manifest) throws CommandFailure {
        return ExportRequest.command(manifest, asked(id, manifest), path(id));
    }

    /** The load scripts beside an export's files. */
    public static List<LoadScript> scripts(Path folder) {
        return Stream.of(LoadScript.values())
                .filter(script -> Files.isRegularFile(folder.resolve(script.file()), LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /** An export of this start of the page. */
    public Optional<RunningExport> started(String id) {
        return Optional.ofNullable(started.get(id));
    }

    /** The folder of that name; a fault where it is no name, or its folder a link to elsewhere. */
    public Path path(String id) throws CommandFailure {
        Path path = out.resolve(NAME.matcher(id).matches() ? id : "-");
        if (!NAME.matcher(id).matches() || Files.isSymbolicLink(path)) {
            throw CommandFailure.usage(
                    "folder-name",
                    "That is no name of a folder below " + out + ".",
                    "Use letters, digits, dots, hyphens and underscores.");
        }
        return path;
    }

    /** What an export wrote of itself; empty while it runs or where it left nothing. */
    public Optional<Manifest> manifest(String id) throws CommandFailure, IOException {
        Path folder = path(id);
        return Files.isRegularFile(folder.resolve(ExportFolder.MANIFEST), LinkOption.NOFOLLOW_LINKS)
                ? ExportFolder.manifest(folder)
                : Optional.empty();
    }

    /** A file that an export's manifest names, a load script, or the manifest. */
    public Path file(String id, String name) throws CommandFailure, IOException {
        Path file = path(id).resolve(ExportFolder.MANIFEST);
        Stream<String> scripts = Stream.of(LoadScript.values()).map(LoadScript::file);
        boolean known = scripts.anyMatch(name::equals)
                || manifest(id).stream()
                        .flatMap(manifest -> manifest.tables().stream())
                        .anyMatch(table -> name.equals(table.file()));
        if (known) {
            file = path(id).resolve(name);
        }
        if (!(known || name.equals(ExportFolder.MANIFEST))
                || !path(id).equals(file.getParent())
                || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw unknown(name);
        }
        return file;
    }

    /** All exports below the folder, those that run first, then the latest. */
    public List<PastExport> history() throws IOException, CommandFailure {
        // One that runs may have no folder yet.
        Set<String> names = new LinkedHashSet<>();
        started.forEach((name, export) -> {
            if (export.running()) {
                names.add(name);
            }
        });
        try (Stream<Path> folders = Files.list(out)) {
            folders.filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                    .sorted(Comparator.comparingLong(
                                    (Path folder) -> folder.toFile().lastModified())
                            .reversed())
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(NAME.asMatchPredicate())
                    .forEach(names::add);
        }
        Stream.Builder<PastExport> entries = Stream.builder();
        for (String name : names) {
            boolean running = started(name).filter(RunningExport::running).isPresent();
            Optional<Manifest> manifest = running ? Optional.empty() : readable(name);
            if (running || manifest.isPresent()) {
                entries.add(new PastExport(name, running, manifest.orElse(null)));
            }
        }
        return entries.build().toList();
    }

    /** Another program's folder may hold a file of that name. */
    private Optional<Manifest> readable(String name) {
        try {
            return manifest(name);
        } catch (CommandFailure | IOException notOurs) {
            return Optional.empty();
        }
    }

    public static CommandFailure unknown(String what) {
        return new CommandFailure(new Fault(
                ExitCode.INSTANCE, "export-unknown", null, "There is no '" + what + "' here.", "", "See the exports."));
    }

    /** A name that no folder has; a number tells exports of the same second apart. */
    private String name(ExportRequest request) {
        String database = (request.instance() + "." + request.database())
                .replaceAll("[^A-Za-z0-9._-]", "-")
                .replaceAll("^[^A-Za-z0-9]+", "");
        String first = database.substring(0, Math.min(100, database.length())) + "."
                + TIME.format(LocalDateTime.now(ZoneId.systemDefault()));
        String name = first;
        for (int number = 2; taken(name); number++) {
            name = first + "-" + number;
        }
        return name;
    }

    private boolean taken(String name) {
        return !givenNames.add(name) || Files.exists(out.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** Interrupts what runs, and waits until it has tidied up. */
    @Override
    public void close() {
        started.values().forEach(export -> export.cancel(null));
        started.values().forEach(export -> export.await(0));
    }
}
