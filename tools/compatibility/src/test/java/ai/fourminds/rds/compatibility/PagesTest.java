package ai.fourminds.rds.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java that the pages show compiles against the libraries that are tested here, once it has its imports. */
class PagesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final String IMPORTS = """
            import static org.assertj.core.api.Assertions.assertThat;
            import static org.assertj.core.api.Assertions.assertThatThrownBy;
            import ai.fourminds.rds.local.*;
            import ai.fourminds.rds.local.iam.token.Refusal;
            import ai.fourminds.rds.local.junit.WithLocalRds;
            import com.zaxxer.hikari.*;
            import io.agroal.api.AgroalDataSource;
            import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
            import java.net.URI;
            import java.nio.file.Path;
            import java.sql.*;
            import java.util.*;
            import org.apache.commons.dbcp2.BasicDataSource;
            import org.apache.tomcat.jdbc.pool.PoolProperties;
            import org.flywaydb.core.Flyway;
            import org.hibernate.cfg.Configuration;
            import org.jdbi.v3.core.Jdbi;
            import org.jdbi.v3.postgres.PostgresPlugin;
            import org.jooq.impl.DSL;
            import org.junit.jupiter.api.Test;
            import org.postgresql.PGConnection;
            """;

    @TempDir
    private Path folder;

    /** Page, and number of the block in it. */
    static List<String> blocks() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            for (Path page : Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            files.sorted().filter(file -> file.toString().endsWith(".md")))
                    .toList()) {
                for (int i = 0; i < java(page).size(); i++) {
                    found.add(ROOT.relativize(page) + "#" + i);
                }
            }
        }
        // Tested where Spark is, and by the test that runs the method.
        found.removeIf(
                block -> block.startsWith("docs/spark.md") || block.startsWith("docs/credentials/own-method.md"));
        return found;
    }

    private static List<String> java(Path page) throws IOException {
        return JAVA.matcher(Files.readString(page))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void theJavaOfThePagesCompiles(String block) throws IOException {
        String[] place = block.split("#");
        String shown = java(ROOT.resolve(place[0])).get(Integer.parseInt(place[1]));
        boolean type = shown.contains("class ");
        Path source = Files.writeString(
                folder.resolve("Page.java"), IMPORTS + (type ? shown : "") + """
                        class Page {
                            static LocalRds rds;

                            void typed() throws Exception {
                                %s
                            }
                        }
                        class myCode {
                            static void connect(String host, int port, Path rootCertificate) {}
                        }
                        class Note {}
                        """.formatted(type ? "" : shown));
        StringWriter said = new StringWriter();
        try (var files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, UTF_8)) {
            boolean compiles = ToolProvider.getSystemJavaCompiler()
                    .getTask(
                            said,
                            files,
                            null,
                            List.of("-proc:none", "-d", folder.toString()),
                            null,
                            files.getJavaFileObjects(source))
                    .call();
            assertThat(compiles).as(said.toString()).isTrue();
        }
    }
}
