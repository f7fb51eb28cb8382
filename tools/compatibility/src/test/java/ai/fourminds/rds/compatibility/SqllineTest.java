package ai.fourminds.rds.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
}
