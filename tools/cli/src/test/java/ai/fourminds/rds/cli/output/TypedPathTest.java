package ai.fourminds.rds.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedPathTest {
    private static final String HOME = System.getProperty("user.home");

    @ParameterizedTest
    @ValueSource(strings = {"out", "a b", "c:x", "/tmp/x:/y", "~other", "a~", "s3", "./s3:/bucket", "C:/out"})
    void takesAFolderAsItIs(String typed) throws Exception {
        assertThat(TypedPath.folder(typed)).isEqualTo(Path.of(typed));
    }

    @Test
    void putsTheHomeFolderInThePlaceOfATilde() throws Exception {
        assertThat(TypedPath.folder("~")).isEqualTo(Path.of(HOME));
        assertThat(TypedPath.folder("~/out")).isEqualTo(Path.of(HOME, "out"));
    }

    @Test
    void refusesAnotherUsersHomeWhichOnlyAShellFinds() throws Exception {
        assertThatThrownBy(() -> TypedPath.folder("~nosuchuser/x"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("home folder of another user");
        assertThat(TypedPath.folder("./~nosuchuser/x")).isEqualTo(Path.of("./~nosuchuser/x"));
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/x, aws s3 cp --recursive FOLDER s3://bucket/x",
        "s3a://b/, aws s3 cp - s3://b/TABLE.csv",
        "S3:/b/x, spark-export",
        "gs://b, --out -",
        "https://b.example/x, --out -",
        "file:///tmp/x, without 'file:'"
    })
    void refusesAUrlWithWhatToUseInstead(String typed, String instead) {
        assertThatThrownBy(() -> TypedPath.folder(typed)).isInstanceOfSatisfying(CommandFailure.class, failure -> {
            assertThat(failure.fault().exit()).isEqualTo(ExitCode.USAGE);
            assertThat(failure.fault().headline()).contains(typed);
            assertThat(failure.fault().remedy()).contains(instead);
        });
    }
}
