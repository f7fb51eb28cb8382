package ai.fourminds.rds.local;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of Cognito's SRP, written from RFC 2945, RFC 3526, RFC 5054 and RFC 5869 and sharing no code with
 * the server's. It works on hexadecimal text throughout. Used by one thread.
 */
final class SrpClient {
    /** RFC 3526, group 15, by its formula's value. */
    private static final String N_HEX = ("FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
                    + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
                    + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
                    + "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
                    + "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
                    + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
                    + "3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33"
                    + "A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
                    + "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864"
                    + "D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2"
                    + "08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF")
            .toLowerCase(Locale.ROOT);

    private static final BigInteger N = new BigInteger(N_HEX, 16);
    private static final BigInteger K = hashed(padded(N_HEX) + "02");

    private final String poolName;
    private final String password;
    private final BigInteger a = new BigInteger(256, new SecureRandom());
    private final String aHex = BigInteger.TWO.modPow(a, N).toString(16);

    SrpClient(String userPoolId, String password) {
        this.poolName = userPoolId.split("_", 2)[1];
        this.password = password;
    }

    /** SRP_A. */
    String publicValue() {
        return aHex;
    }

    /** What answers PASSWORD_VERIFIER, but for SECRET_HASH. */
    Map<String, String> answer(Map<String, String> challenge, Instant now) {
        return answer(challenge, timestamp(now));
    }

    Map<String, String> answer(Map<String, String> challenge, String timestamp) {
        String user = challenge.get("USER_ID_FOR_SRP");
        var claimed = new ByteArrayOutputStream();
        claimed.writeBytes((poolName + user).getBytes(StandardCharsets.UTF_8));
        claimed.writeBytes(Base64.getDecoder().decode(challenge.get("SECRET_BLOCK")));
        claimed.writeBytes(timestamp.getBytes(StandardCharsets.UTF_8));
        byte[] claim = hmac(key(challenge, user), claimed.toByteArray());
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("USERNAME", user);
        answer.put("PASSWORD_CLAIM_SECRET_BLOCK", challenge.get("SECRET_BLOCK"));
        answer.put("TIMESTAMP", timestamp);
        answer.put("PASSWORD_CLAIM_SIGNATURE", Base64.getEncoder().encodeToString(claim));
        return answer;
    }

    static String timestamp(Instant now) {
        return DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.US)
                .format(now.atOffset(ZoneOffset.UTC));
    }

    static String secretHash(@Nullable String secret, String username, String clientId) {
        byte[] key = String.valueOf(secret).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(hmac(key, (username + clientId).getBytes(StandardCharsets.UTF_8)));
    }

    private byte[] key(Map<String, String> challenge, String user) {
        String identity =
                HexFormat.of().formatHex(sha256((poolName + user + ":" + password).getBytes(StandardCharsets.UTF_8)));
        BigInteger x = hashed(padded(challenge.get("SALT")) + identity);
        BigInteger b = new BigInteger(challenge.get("SRP_B"), 16);
        BigInteger u = hashed(padded(aHex) + padded(challenge.get("SRP_B")));
        BigInteger base = b.subtract(K.multiply(BigInteger.TWO.modPow(x, N))).mod(N);
        String s = base.modPow(a.add(u.multiply(x)), N).toString(16);
        byte[] extracted = hmac(bytes(padded(u.toString(16))), bytes(padded(s)));
        return Arrays.copyOf(hmac(extracted, "Caldera Derived Key\1".getBytes(StandardCharsets.UTF_8)), 16);
    }

    private static BigInteger hashed(String hex) {
        return new BigInteger(HexFormat.of().formatHex(sha256(bytes(hex))), 16);
    }

    /** Whole bytes, with a zero byte in front where the first bit is set; no other zeros in front. */
    private static String padded(String hex) {
        String digits = hex.replaceFirst("^0+(?!$)", "");
        String whole = digits.length() % 2 == 0 ? digits : "0" + digits;
        return Character.digit(whole.charAt(0), 16) >= 8 ? "00" + whole : whole;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
