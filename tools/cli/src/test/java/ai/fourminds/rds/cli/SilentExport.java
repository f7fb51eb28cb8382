package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.FailureCloud.RDS;
import static ai.fourminds.rds.cli.FailureCloud.admin;
import static ai.fourminds.rds.cli.FailureCloud.sound;
import static ai.fourminds.rds.cli.LocalProgram.options;
import static ai.fourminds.rds.cli.LocalProgram.runBare;
import static ai.fourminds.rds.cli.LocalProgram.words;
import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.cli.LocalProgram.Ended;
import ai.fourminds.rds.cli.ToxicProxy.Toxic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;

/** An export in the background, from a database that falls silent in the middle of a table. Used by one thread. */
final class SilentExport implements AutoCloseable {
    private static final String ROW = "('" + "x".repeat(2_000) + "')";

    private final ToxicProxy proxy;
    private final Path out;
    private final FutureTask<Ended> run;

    private SilentExport(ToxicProxy proxy, Path out, FutureTask<Ended> run) {
        this.proxy = proxy;
        this.out = out;
        this.run = run;
    }

    static SilentExport start(EngineCase engineCase, Path folder) throws Exception {
        String table = "silent_" + engineCase.engine;
        String name = engineCase.mysqlProtocol() ? FailureCloud.DATABASE + "." + table : table;
        admin(
                engineCase,
                "CREATE TABLE " + name + " (t varchar(2000))",
                "INSERT INTO " + name + " VALUES " + String.join(",", Collections.nCopies(100, ROW)));
        if (!engineCase.mysqlProtocol()) {
            admin(engineCase, "GRANT SELECT ON " + name + " TO " + FailureCloud.USER);
        }
        ToxicProxy proxy = new ToxicProxy(RDS.instance(engineCase.instance).listenPort(), Toxic.silenceAfter(100_000));
        Files.createDirectories(folder);
        List<String> options = options(sound(engineCase).dialling(proxy.port()).settings, folder);
        String database = engineCase.mysqlProtocol() ? FailureCloud.DATABASE : engineCase.adminDatabase;
        Path out = folder.resolve("out");
        String[] words = words(
                options,
                "export",
                engineCase.instance,
                database,
                table,
                "--timeout",
                "2",
                "--format",
                "json",
                "--out",
                out.toString());
        FutureTask<Ended> run = new FutureTask<>(() -> runBare(words));
        new Thread(run, "silent-export").start();
        return new SilentExport(proxy, out, run);
    }

    void awaitSilence() throws InterruptedException {
        proxy.awaitLimit();
    }

    void assertTimedOut() throws Exception {
        Ended ended = run.get();
        assertThat(ended.exit()).as(ended.err()).isEqualTo(7);
        assertThat(out).doesNotExist();
        assertThat(ended.json().findValuesAsText("status")).containsExactly("timed-out");
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
