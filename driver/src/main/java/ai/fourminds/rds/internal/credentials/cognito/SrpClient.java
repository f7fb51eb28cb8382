package ai.fourminds.rds.internal.credentials.cognito;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The client side of Secure Remote Password (SRP-6a, RFC 5054) in Amazon Cognito's variant: the 3,072-bit group,
 * SHA-256, integers hashed as two's complement bytes, and a 16-byte session key by HKDF. For one sign-in; used by one
 * thread.
 */
final class SrpClient {

    /** RFC 5054, appendix A: the 3,072-bit group (RFC 3526, group 15). */
    private static final BigInteger N = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
                    + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
                    + "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
                    + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
                    + "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
                    + "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
                    + "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
            16);

    private static final BigInteger G = BigInteger.TWO;
    private static final BigInteger K = new BigInteger(1, sha256(N.toByteArray(), G.toByteArray()));
    private static final int SECRET_BITS = 1024;
    private static final int KEY_BYTES = 16;
    private static final byte[] INFO = "Caldera Derived Key\u0001".getBytes(StandardCharsets.UTF_8);

    private final BigInteger secret;
    private final BigInteger publicValue;

    SrpClient(BigInteger secret) {
        this.secret = secret;
        this.publicValue = G.modPow(secret, N);
    }

    static SrpClient random(SecureRandom random) {
        return new SrpClient(new BigInteger(SECRET_BITS, random));
    }

    static BigInteger group() {
        return N;
    }

    /** Returns {@code SRP_A}. */
    BigInteger publicValue() {
        return publicValue;
    }

    /**
     * @param serverValue {@code SRP_B}
     * @param identity pool name and user id, concatenated
     * @throws GeneralSecurityException if the server's value would reveal the key
     */
    byte[] key(BigInteger serverValue, BigInteger salt, String identity, String password)
            throws GeneralSecurityException {
        BigInteger u = new BigInteger(1, sha256(publicValue.toByteArray(), serverValue.toByteArray()));
        if (serverValue.mod(N).signum() == 0 || u.signum() == 0) {
            throw new GeneralSecurityException("the user pool sent an SRP value that no honest server sends");
        }
        byte[] inner = sha256((identity + ":" + password).getBytes(StandardCharsets.UTF_8));
        BigInteger x = new BigInteger(1, sha256(salt.toByteArray(), inner));
        BigInteger base = serverValue.subtract(K.multiply(G.modPow(x, N))).mod(N);
        BigInteger shared = base.modPow(secret.add(u.multiply(x)), N);
        byte[] extracted = hmac(u.toByteArray(), shared.toByteArray());
        return Arrays.copyOf(hmac(extracted, INFO), KEY_BYTES);
    }

    /** Computes {@code PASSWORD_CLAIM_SIGNATURE}, before base64. */
    static byte[] claim(byte[] key, String identity, byte[] secretBlock, String timestamp) {
        return hmac(
                key,
                identity.getBytes(StandardCharsets.UTF_8),
                secretBlock,
                timestamp.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
