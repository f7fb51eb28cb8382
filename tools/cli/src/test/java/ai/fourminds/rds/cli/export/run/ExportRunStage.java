package ai.fourminds.rds.cli.export.run;

import ai.fourminds.rds.cli.export.ExportLimits;
import ai.fourminds.rds.cli.export.folder.ExistingFiles;
import ai.fourminds.rds.cli.export.folder.ExportFolder;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.ExportTask;
import ai.fourminds.rds.export.FileFormat;
import ai.fourminds.rds.plugin.catalogue.TableName;
import ai.fourminds.rds.plugin.export.CsvOptions;
import ai.fourminds.rds.plugin.export.ExportSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Exports from a session that does as told, by a clock that is moved by hand, into a folder of their own. */
abstract class ExportRunStage {
    static final Duration LIMIT = Duration.ofSeconds(120);
    static final Duration GRACE = Duration.ofSeconds(10);

    @TempDir
    Path parent;

    final FakeSession session = new FakeSession();
    final HandTimer timer = new HandTimer();
    final Heard heard = new Heard();
    ExportFolder folder;

    @BeforeEach
    void prepare() throws Exception {
        folder = ExportFolder.prepare(Files.createDirectory(parent.resolve("out")), ExistingFiles.REFUSE);
    }

    ExportRun run(int jobs, String... tables) {
        List<ExportTask> tasks = new ArrayList<>();
        for (String table : tables) {
            tasks.add(task(table));
        }
        ExportLimits limits =
                new ExportLimits(new CsvOptions(2, false), FileFormat.CSV, Compression.NONE, LIMIT, GRACE, jobs);
        return new ExportRun(session, folder, tasks, limits, timer, Clock.systemUTC(), heard);
    }

    static ExportTask task(String table) {
        return new ExportTask(table, new ExportSource.OfTable(new TableName(null, table)), table + ".csv", 10L);
    }

    List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.path())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
