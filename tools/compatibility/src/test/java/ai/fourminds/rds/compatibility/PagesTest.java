package ai.fourminds.rds.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java that the pages show compiles against the libraries that are tested here, once it has its imports. */
class PagesTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern JAVA = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final String IMPORTS = """
            import static org.assertj.core.api.Assertions.assertThat;
            import static org.assertj.core.api.Assertions.assertThatThrownBy;
            import ai.fourminds.rds.local.*;
            import ai.fourminds.rds.local.principals.*;
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

    @Test
    void theJavaOfThePagesCompiles() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            // The other two are tested where Spark is, and by the test that runs the method.
            files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.endsWith("spark.md") && !file.endsWith("own-method.md"))
                    .forEach(pages::add);
        }
        List<Path> sources = new ArrayList<>();
        for (Path page : pages) {
            for (MatchResult block :
                    JAVA.matcher(Files.readString(page)).results().toList()) {
                sources.add(source(page, sources.size(), block.group(1)));
            }
        }
        StringWriter said = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
            boolean compile = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of("-proc:none", "-d", folder.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compile).as(said.toString()).isTrue();
        }
        assertThat(sources).hasSizeGreaterThan(10);
    }

    /** A file named after the page and the number, in a package of its own. */
    private Path source(Path page, int number, String shown) throws IOException {
        boolean type = shown.contains("class ");
        String name = page.getFileName().toString().replaceAll("\\W", "_") + number;
        return Files.writeString(
                folder.resolve(name + ".java"),
                "package " + name + ";\n" + IMPORTS + (type ? shown : "") + """
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
    }
}
