package ai.fourminds.rds.local.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private static final byte[] SALT = "abcdefghijklmnopqrst".getBytes(StandardCharsets.US_ASCII);

    @Test
    void aPasswordIsForTheHolderOfThePrivateKeyAlone() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";

        byte[] sent = Proofs.encrypted("a long password, longer than the salt", SALT, pem);

        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        cipher.init(Cipher.DECRYPT_MODE, pair.getPrivate());
        byte[] read = cipher.doFinal(sent);
        for (int i = 0; i < read.length; i++) {
            read[i] ^= SALT[i % SALT.length];
        }
        assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("a long password, longer than the salt\0");
    }
}
