package ai.fourminds.rds.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that docs/spark.md shows. Its commands are run by the examples' tests. */
class SparkPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "spark.md");
    private static final Path EXAMPLE = Path.of("..", "examples", "spark", "with_spark.py");

    @Test
    void theJavaCompiles(@TempDir Path folder) throws IOException {
        List<String> shown = blocks("java");
        Path source = Files.writeString(folder.resolve("Page.java"), """
                import org.apache.spark.sql.*;

                class Page {
                    void typed(SparkSession spark) {
                        {%s}
                    }
                }
                """.formatted(String.join("}\n{", shown)));
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        int errors = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        said,
                        said,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        source.toString());

        assertThat(errors).as(said.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(shown).isNotEmpty();
    }

    /** The example's are read by Spark in another test; there is no pyspark here. */
    @Test
    void thePythonHasTheOptionsOfTheExample() throws IOException {
        assertThat(blocks("python"))
                .singleElement()
                .satisfies(shown -> assertThat(options(shown))
                        .isEqualTo(options(Files.readString(EXAMPLE)))
                        .hasSize(9));
    }

    private static List<String> options(String program) {
        return Pattern.compile("[.](?:format|option)[(]\"(\\w+)\"")
                .matcher(program)
                .results()
                .map(option -> option.group(1))
                .toList();
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
