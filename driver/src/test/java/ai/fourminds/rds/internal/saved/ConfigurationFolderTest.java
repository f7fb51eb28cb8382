package ai.fourminds.rds.internal.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ConfigurationFolderTest {
    private static final String JAVA_HOME_OF_THE_USER = System.getProperty("user.home");

    @Test
    @EnabledOnOs(OS.LINUX)
    void isTheHomeOfTheEnvironmentWhereJavaKnowsNone() {
        System.setProperty("user.home", "?");
        try {
            assertThat(ConfigurationFolder.of(Map.of("HOME", "/home/ann")))
                    .isEqualTo(Path.of("/home/ann/.config/fourminds-rds"));
            assertThat(ConfigurationFolder.of(Map.of("HOME", "/home/ann", "XDG_CONFIG_HOME", "/etc/ann")))
                    .isEqualTo(Path.of("/etc/ann/fourminds-rds"));
            assertThat(ConfigurationFolder.of(Map.of("HOME", "/home/ann", "XDG_CONFIG_HOME", "relative")))
                    .isEqualTo(Path.of("/home/ann/.config/fourminds-rds"));
            assertThat(ConfigurationFolder.of(Map.of("HOME", "/home/ann", "FOURMINDS_RDS_HOME", "/chosen")))
                    .isEqualTo(Path.of("/chosen"));
            assertThat(ConfigurationFolder.of(Map.of())).isEqualTo(Path.of("/nonexistent/.config/fourminds-rds"));
        } finally {
            System.setProperty("user.home", JAVA_HOME_OF_THE_USER);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isJavasOtherwise() {
        assertThat(ConfigurationFolder.of(Map.of()))
                .isEqualTo(Path.of(JAVA_HOME_OF_THE_USER, ".config", "fourminds-rds"));
    }
}
