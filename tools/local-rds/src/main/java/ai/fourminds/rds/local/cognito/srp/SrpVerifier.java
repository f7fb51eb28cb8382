package ai.fourminds.rds.local.cognito.srp;

import ai.fourminds.rds.local.iam.RandomText;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The salt and g^x, which the pool stores instead of a password. Immutable; never prints itself. */
public record SrpVerifier(BigInteger salt, BigInteger value) {
    /** Creates a verifier with a new salt. {@code poolName} is the pool's id after the underscore. */
    public static SrpVerifier of(String poolName, String username, String password) {
        return of(poolName, username, password, SrpGroup.number(RandomText.bytes(16)));
    }

    static SrpVerifier of(String poolName, String username, String password, BigInteger salt) {
        byte[] identity = (poolName + username + ":" + password).getBytes(StandardCharsets.UTF_8);
        BigInteger x = SrpGroup.number(SrpGroup.hash(salt.toByteArray(), SrpGroup.hash(identity)));
        return new SrpVerifier(salt, SrpGroup.G.modPow(x, SrpGroup.N));
    }

    public boolean fits(String poolName, String username, String password) {
        BigInteger presented = of(poolName, username, password, salt).value;
        return MessageDigest.isEqual(presented.toByteArray(), value.toByteArray());
    }

    @Override
    public String toString() {
        return "SrpVerifier[redacted]";
    }
}
