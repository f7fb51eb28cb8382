package ai.fourminds.rds.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sqlline.DispatchCallback;
import sqlline.SqlLine;

/** sqlline, as a shell calls it. */
class SqllineTest {
    @ParameterizedTest
    @EnumSource(Engine.class)
    void connectsAndSelects(Engine engine) throws IOException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, UTF_8);
        SqlLine sqlline = new SqlLine();
        sqlline.setOutputStream(out);
        sqlline.setErrorStream(out);
        String[] arguments = {
            "--silent=true",
            "--outputformat=csv",
            "-d",
            Engine.DRIVER_CLASS,
            "-u",
            engine.url(""),
            "-n",
            "",
            "-p",
            "",
            "-e",
            "select 6 * 7 as answer;"
        };

        assertThat(sqlline.begin(arguments, InputStream.nullInputStream(), false))
                .isEqualTo(SqlLine.Status.OK);
        assertThat(printed.toString(UTF_8)).contains("'42'");
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void controlCEndsTheStatementAndTheConnectionGoesOn(Engine engine) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, UTF_8);
        SqlLine sqlline = new SqlLine();
        sqlline.setOutputStream(out);
        sqlline.setErrorStream(out);
        sqlline.runCommands(
                List.of("!connect " + engine.url("") + " '' '' " + Engine.DRIVER_CLASS), new DispatchCallback());
        DispatchCallback typed = new DispatchCallback();
        var running =
                CompletableFuture.runAsync(() -> sqlline.runCommands(List.of(engine.endless("typed") + ";"), typed));
        while (!engine.runs("typed")) {
            assertThat(running).isNotDone();
            Thread.sleep(50);
        }

        // What sqlline's handler of the signal calls.
        typed.forceKillSqlQuery();
        running.get();
        assertThat(engine.runs("typed")).isFalse();
        sqlline.runCommands(List.of("select 6 * 7 as answer;", "!close"), new DispatchCallback());
        assertThat(printed.toString(UTF_8)).contains("42");
    }
}
