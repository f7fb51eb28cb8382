package ai.fourminds.rds.postgresql.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes of a database that knows no encoding. */
class TextBytesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "é", "日本", "📦", "\uffff\u0080\u07ff\u0800", "\udbff\udfff"})
    void whatIsUtf8StaysTheSameArray(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(TextBytes.utf8(bytes)).isSameAs(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "47f6df65,Göße",
        "c3,Ã",
        "c3a9c3,éÃ",
        "e697,æ\u0097",
        "c080,À\u0080",
        "eda080,í\u00a0\u0080",
        "f4908080,ô\u0090\u0080\u0080",
        "ff21,ÿ!",
        "f09f93a6f09f93,📦ð\u009f\u0093"
    })
    void whatIsNoneIsReadAsLatinLetters(String hex, String text) {
        assertThat(new String(TextBytes.utf8(HexFormat.of().parseHex(hex)), UTF_8))
                .isEqualTo(text);
    }

    @Test
    void whateverComesIsUtf8Afterwards() {
        Random random = new Random(20_261_123L);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            assertThatCode(() -> UTF_8.newDecoder().decode(ByteBuffer.wrap(TextBytes.utf8(bytes))))
                    .describedAs(HexFormat.of().formatHex(bytes))
                    .doesNotThrowAnyException();
        }
    }
}
