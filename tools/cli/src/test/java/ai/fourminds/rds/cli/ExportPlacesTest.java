package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.LocalProgram.files;
import static ai.fourminds.rds.cli.LocalProgram.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports into places that do not take them: a full disk, a read-only folder, a standard output that is closed or full. */
class ExportPlacesTest {
    /** A small file system of the process's own, which is gone with it; what is left in it is copied out. */
    private static final String ON_SMALL_DISK = """
            out=$1 kept=$2
            shift 2
            mount -t tmpfs -o size=1m tmpfs "$out" || exit 99
            "$@"
            code=$?
            cp -a "$out/." "$kept/"
            exit $code
            """;

    private static final String ON_READ_ONLY_DISK = """
            mount -t tmpfs -o ro,size=1m tmpfs "$1" || exit 99
            shift 2
            exec "$@"
            """;

    /** Where nothing may be mounted: no file may be longer than half a megabyte. */
    private static final String WITH_SHORT_FILES = """
            shift 2
            ulimit -f 1000
            exec "$@"
            """;

    @TempDir
    Path folder;

    private Process started(List<String> shell, List<String> arguments, String... export) throws IOException {
        ProcessBuilder program = ChildProgram.configure(ChildProgram.of(folder, List.of(), export));
        List<String> command = new ArrayList<>(shell);
        command.add("sh");
        command.addAll(arguments);
        command.addAll(program.command());
        return program.command(command).start();
    }

    private static boolean mountsAreAllowed() throws Exception {
        return ChildProgram.ended(new ProcessBuilder("unshare", "-r", "-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start())
                == 0;
    }

    private static List<String> shell(boolean mounts, String script) {
        return mounts ? List.of("unshare", "-r", "-m", "sh", "-c", script) : List.of("sh", "-c", script);
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    @BeforeAll
    static void create() throws SQLException {
        LargeTable.create();
    }

    @AfterAll
    static void drop() throws SQLException {
        LargeTable.drop();
    }

    @ParameterizedTest
    @CsvSource({
        "sales, public.orders, crm.labels, 1",
        LargeTable.DATABASE + "," + LargeTable.NAME + "," + LargeTable.SMALL + ", 2"
    })
    void aFullDiskFailsTheTableThatFillsItAndNoOther(String database, String large, String small, String jobs)
            throws Exception {
        boolean mounts = mountsAreAllowed();
        Path out = Files.createDirectory(folder.resolve("disk"));
        Path kept = mounts ? Files.createDirectory(folder.resolve("kept")) : out;
        Process process = started(
                shell(mounts, mounts ? ON_SMALL_DISK : WITH_SHORT_FILES),
                List.of(out.toString(), kept.toString()),
                "export",
                "prod-analytics",
                database,
                large,
                small,
                "--jobs",
                jobs,
                "--max-rows",
                "0",
                "--out",
                out.toString());
        assertThat(ChildProgram.ended(process)).describedAs(err()).isEqualTo(7);
        String reason = mounts ? "No space left on device" : "File too large";
        if (mounts && !jobs.equals("1") && files(kept).isEmpty()) {
            // The disk was full already when the other table came, which was read at the same time.
            assertThat(err()).containsPattern("(?s)" + reason + ".*" + reason);
            return;
        }
        assertThat(files(kept)).containsExactlyInAnyOrder("export.json", small + ".csv");
        assertThat(manifest(kept).path("tables").findValuesAsText("status")).containsExactly("failed", "exported");
        assertThat(manifest(kept).path("tables").path(0).path("error").asText()).isEqualTo(reason);
    }

    @Test
    void aReadOnlyFolderIsRefusedBeforeAnythingIsRead() throws Exception {
        boolean mounts = mountsAreAllowed();
        Path out = mounts ? Files.createDirectory(folder.resolve("disk")) : Path.of("/proc/export");
        Process process = started(
                shell(mounts, mounts ? ON_READ_ONLY_DISK : "shift 2; exec \"$@\""),
                List.of(out.toString(), out.toString()),
                "export",
                "prod-analytics",
                "sales",
                "crm.labels",
                "--out",
                out.toString());
        assertThat(ChildProgram.ended(process)).describedAs(err()).isEqualTo(2);
        assertThat(err()).contains(out.toString());
    }

    @Test
    void aClosedStandardOutputEndsWithTwo() throws Exception {
        Process process = started(
                List.of("sh", "-c", "exec \"$@\" >&-"),
                List.of(),
                "export",
                "prod-analytics",
                "sales",
                "crm.labels",
                "--out",
                "-");
        assertThat(ChildProgram.ended(process)).describedAs(err()).isEqualTo(2);
        assertThat(err()).contains("Bad file descriptor");
    }

    @Test
    void aFullStandardOutputEndsWithTwo() throws Exception {
        Process process = started(
                List.of("sh", "-c", "exec \"$@\" >/dev/full"),
                List.of(),
                "export",
                "prod-analytics",
                "sales",
                "crm.labels",
                "--gzip",
                "--out",
                "-");
        assertThat(ChildProgram.ended(process)).describedAs(err()).isEqualTo(2);
        assertThat(err()).contains("No space left on device");
    }
}
