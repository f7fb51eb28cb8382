package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.iam.RandomText;
import ai.fourminds.rds.local.iam.SigV4;
import java.math.BigInteger;
import java.util.Arrays;

/** The server's side of one SRP sign-in. Immutable; never prints itself. */
record SrpExchange(SrpVerifier verifier, BigInteger clientPublic, BigInteger serverPrivate, BigInteger serverPublic) {
    private static final String KEY_INFO = "Caldera Derived Key";

    /** Starts an exchange; {@code clientPublic} is A, not a multiple of N. */
    static SrpExchange begin(SrpVerifier verifier, BigInteger clientPublic) {
        return begin(verifier, clientPublic, Srp.number(RandomText.bytes(128)).mod(Srp.N));
    }

    static SrpExchange begin(SrpVerifier verifier, BigInteger clientPublic, BigInteger serverPrivate) {
        BigInteger serverPublic = Srp.K
                .multiply(verifier.value())
                .add(Srp.G.modPow(serverPrivate, Srp.N))
                .mod(Srp.N);
        return new SrpExchange(verifier, clientPublic, serverPrivate, serverPublic);
    }

    /**
     * Returns the 16-byte key that a client with the right password knows, too: HKDF (RFC 5869) of S, salted with u.
     */
    byte[] key() {
        BigInteger u = Srp.number(Srp.hash(clientPublic.toByteArray(), serverPublic.toByteArray()));
        BigInteger shared =
                clientPublic.multiply(verifier.value().modPow(u, Srp.N)).modPow(serverPrivate, Srp.N);
        byte[] extracted = SigV4.hmac(u.toByteArray(), shared.toByteArray());
        return Arrays.copyOf(SigV4.hmac(extracted, KEY_INFO + "\u0001"), 16);
    }

    @Override
    public String toString() {
        return "SrpExchange[redacted]";
    }
}
