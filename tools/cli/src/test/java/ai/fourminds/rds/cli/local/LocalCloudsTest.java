package ai.fourminds.rds.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalCloudsTest {

    @Test
    void anInstallationIsToldWhichArchiveItLacksAndWhereThatGoes() {
        assertThat(LocalClouds.remedy("/opt/it's here %s", "1.2.3"))
                .contains("Download fourminds-rds-local-1.2.3.tar")
                .endsWith("tar -xf fourminds-rds-local-1.2.3.tar --strip-components=1 -C '/opt/it'\\''s here %s'");
    }

    @Test
    void withoutAnInstallationTheCheckoutHelps() {
        assertThat(LocalClouds.remedy(null, "1.2.3")).contains("tools/fourminds-rds");
    }
}
