package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.iam.RandomText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The salt and g^x, which the pool stores instead of a password. Immutable; never prints itself. */
record SrpVerifier(BigInteger salt, BigInteger value) {
    /** Creates a verifier with a new salt. {@code poolName} is the pool's id after the underscore. */
    static SrpVerifier of(String poolName, String username, String password) {
        return of(poolName, username, password, Srp.number(RandomText.bytes(16)));
    }

    static SrpVerifier of(String poolName, String username, String password, BigInteger salt) {
        byte[] identity = (poolName + username + ":" + password).getBytes(StandardCharsets.UTF_8);
        BigInteger x = Srp.number(Srp.hash(salt.toByteArray(), Srp.hash(identity)));
        return new SrpVerifier(salt, Srp.G.modPow(x, Srp.N));
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
