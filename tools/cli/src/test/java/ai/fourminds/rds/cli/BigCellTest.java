package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.PostgresqlZoo.admin;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cells of many megabytes, in a process with the launcher's heap. */
class BigCellTest {
    @TempDir
    Path folder;

    @Test
    void textAndJsonOfTwentyMegabytesPassTheLaunchersHeap() throws Exception {
        admin(
                "postgres",
                "CREATE TABLE public.big AS SELECT repeat('ab,\"', 5242880) AS t,"
                        + " jsonb_build_object('k', repeat('x', 20971520)) AS j",
                "GRANT SELECT ON public.big TO PUBLIC");
        try {
            Process export = ChildProgram.configure(ChildProgram.of(
                            folder,
                            List.of("-Xmx256m"),
                            "export",
                            "prod-analytics",
                            "postgres",
                            "public.big",
                            "--out",
                            folder.resolve("csv").toString()))
                    .start();
            assertThat(export.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(export.exitValue())
                    .describedAs(Files.readString(folder.resolve("err")))
                    .isZero();
            assertThat(folder.resolve("csv").resolve("public.big.csv"))
                    .hasSize("t,j\n".length()
                            + (5L * 5_242_880 + 2)
                            + 1
                            + ("{\"k\": \"\"}".length() + 4 + 20_971_520L + 2)
                            + 1);
        } finally {
            admin("postgres", "DROP TABLE public.big");
        }
    }

    @Test
    void aRowBeyondTheMemoryFailsItsOwnTableAndSaysWhatToDo() throws Exception {
        admin(
                "postgres",
                "CREATE TABLE public.huge AS SELECT repeat('ab,\"', 20000000) AS t",
                "CREATE TABLE public.tiny AS SELECT 1 AS id",
                "GRANT SELECT ON public.huge, public.tiny TO PUBLIC");
        Path out = folder.resolve("csv");
        try {
            Process export = ChildProgram.configure(ChildProgram.of(
                            folder,
                            List.of("-Xmx64m"),
                            "export",
                            "prod-analytics",
                            "postgres",
                            "public.huge",
                            "public.tiny",
                            "--jobs",
                            "1",
                            "--out",
                            out.toString()))
                    .start();
            assertThat(export.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(export.exitValue())
                    .describedAs(Files.readString(folder.resolve("err")))
                    .isEqualTo(7);
            assertThat(out.resolve("public.tiny.csv")).hasContent("id\n1\n");
            assertThat(out.resolve("public.huge.csv")).doesNotExist();
            assertThat(LocalProgram.manifest(out)
                            .path("tables")
                            .path(0)
                            .path("error")
                            .asText())
                    .contains("a row is larger than the memory", "MiB", "FOURMINDS_RDS_JAVA_OPTS=-Xmx", "--query");
        } finally {
            admin("postgres", "DROP TABLE public.huge, public.tiny");
        }
    }
}
