package ai.fourminds.rds.internal.saved;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/** A file of saved connections, damaged in any way, is read or refused; so is what is inside once it is opened. */
class SealedTextFuzz {

    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "AES");

    @FuzzTest(maxDuration = "3m")
    void anyFileIsOpenedOrRefused(byte[] data) throws GeneralSecurityException {
        String text = SealedText.TITLE + "\n" + new String(data, StandardCharsets.UTF_8);
        for (String candidate : new String[] {text, new String(data, StandardCharsets.UTF_8)}) {
            try {
                assertThat(SealedText.isOurs(candidate) ? SealedText.open(candidate, KEY) : Map.of())
                        .isEmpty();
            } catch (GeneralSecurityException refused) {
                assertThat(refused).isNotNull();
            }
        }
    }

    @FuzzTest(maxDuration = "3m")
    void anyContentIsReadAsItWouldBeWritten(byte[] data) throws GeneralSecurityException {
        Map<String, Map<String, String>> read;
        try {
            read = SealedText.read(data);
        } catch (GeneralSecurityException refused) {
            return;
        }
        assertThat(SealedText.open(SealedText.seal(read, KEY), KEY)).isEqualTo(read);
    }
}
