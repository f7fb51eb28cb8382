package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.iam.Hashes;
import ai.fourminds.rds.local.iam.RandomText;
import ai.fourminds.rds.local.iam.SigV4;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The arithmetic of Cognito's SRP: SRP-6a (RFC 5054) with its 3,072-bit group and SHA-256, which hashes numbers as
 * signed big-endian bytes. Stateless.
 */
final class Srp {
    /** RFC 5054, appendix A; RFC 3526, group 15. */
    static final BigInteger N = new BigInteger("""
        FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD
        EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED
        EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F
        83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B
        E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510
        15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7
        ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C
        BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF
        """.replaceAll("\\s", ""), 16);

    static final BigInteger G = BigInteger.TWO;
    static final BigInteger K = number(hash(N.toByteArray(), G.toByteArray()));

    private Srp() {}

    static byte[] hash(byte[]... parts) {
        return Hashes.of("SHA-256", parts);
    }

    /** Returns bytes as an unsigned number. */
    static BigInteger number(byte[] magnitude) {
        return new BigInteger(1, magnitude);
    }

    /** The salt and g^x, which the pool stores instead of a password. Immutable; never prints itself. */
    record Verifier(BigInteger salt, BigInteger value) {
        /** Creates a verifier with a new salt. {@code poolName} is the pool's id after the underscore. */
        static Verifier of(String poolName, String username, String password) {
            return of(poolName, username, password, number(RandomText.bytes(16)));
        }

        static Verifier of(String poolName, String username, String password, BigInteger salt) {
            byte[] identity = (poolName + username + ":" + password).getBytes(StandardCharsets.UTF_8);
            BigInteger x = number(hash(salt.toByteArray(), hash(identity)));
            return new Verifier(salt, G.modPow(x, N));
        }

        boolean fits(String poolName, String username, String password) {
            BigInteger presented = of(poolName, username, password, salt).value;
            return MessageDigest.isEqual(presented.toByteArray(), value.toByteArray());
        }

        @Override
        public String toString() {
            return "SrpVerifier[redacted]";
        }
    }

    /** The server's side of one SRP sign-in. Immutable; never prints itself. */
    record Exchange(Verifier verifier, BigInteger clientPublic, BigInteger serverPrivate, BigInteger serverPublic) {
        private static final String KEY_INFO = "Caldera Derived Key";

        /** Starts an exchange; {@code clientPublic} is A, not a multiple of N. */
        static Exchange begin(Verifier verifier, BigInteger clientPublic) {
            return begin(verifier, clientPublic, number(RandomText.bytes(128)).mod(N));
        }

        static Exchange begin(Verifier verifier, BigInteger clientPublic, BigInteger serverPrivate) {
            BigInteger serverPublic =
                    K.multiply(verifier.value()).add(G.modPow(serverPrivate, N)).mod(N);
            return new Exchange(verifier, clientPublic, serverPrivate, serverPublic);
        }

        /**
         * Returns the 16-byte key that a client with the right password knows, too: HKDF (RFC 5869) of S, salted with u.
         */
        byte[] key() {
            BigInteger u = number(hash(clientPublic.toByteArray(), serverPublic.toByteArray()));
            BigInteger shared =
                    clientPublic.multiply(verifier.value().modPow(u, N)).modPow(serverPrivate, N);
            byte[] extracted = SigV4.hmac(u.toByteArray(), shared.toByteArray());
            return Arrays.copyOf(SigV4.hmac(extracted, KEY_INFO + "\u0001"), 16);
        }

        @Override
        public String toString() {
            return "SrpExchange[redacted]";
        }
    }
}
