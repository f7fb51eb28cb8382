package ai.fourminds.rds.cli.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkIsNoPartOfASecret(String encoding, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("secret");
        Files.write(file, "\uFEFFtext\r\n".getBytes(encoding));
        assertThat(SettingOptions.secret("--x-file", file.toString(), InputStream.nullInputStream()))
                .isEqualTo("text");
    }
}
