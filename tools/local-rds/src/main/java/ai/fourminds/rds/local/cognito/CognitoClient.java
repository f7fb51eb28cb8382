package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.iam.RandomText;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An app client of the user pool. Immutable; never prints its secret.
 *
 * @param secret the key of SECRET_HASH; null for a client without secret
 * @param revealsUnknownUsers whether unknown users are reported as such, not as a wrong password
 * @param inIdentityPool whether the identity pool accepts this client's ID tokens
 * @param renewal the handling of the client's refresh tokens
 */
public record CognitoClient(
        String id,
        @Nullable String secret,
        Set<AuthFlow> flows,
        boolean revealsUnknownUsers,
        boolean inIdentityPool,
        Renewal renewal) {
    /** How refresh tokens can be used. */
    public enum Renewal {
        /** Any number of times until they expire. */
        REUSED,
        /** Once; the answer contains a new refresh token. */
        ROTATED,
        /** Never, because the pool tracks devices and the device was not confirmed. */
        BOUND_TO_DEVICE
    }

    public CognitoClient {
        flows = Set.copyOf(flows);
    }

    /** Returns a new client without a secret. */
    public static CognitoClient allowing(AuthFlow... flows) {
        return new CognitoClient(
                RandomText.lowerCase(26),
                null,
                Arrays.stream(flows).collect(Collectors.toSet()),
                true,
                true,
                Renewal.REUSED);
    }

    /** Returns this client with a new secret. */
    public CognitoClient withSecret() {
        return new CognitoClient(id, RandomText.lowerCase(51), flows, revealsUnknownUsers, inIdentityPool, renewal);
    }

    public CognitoClient hidingUnknownUsers() {
        return new CognitoClient(id, secret, flows, false, inIdentityPool, renewal);
    }

    public CognitoClient outsideIdentityPool() {
        return new CognitoClient(id, secret, flows, revealsUnknownUsers, false, renewal);
    }

    public CognitoClient renewing(Renewal other) {
        return new CognitoClient(id, secret, flows, revealsUnknownUsers, inIdentityPool, other);
    }

    @Override
    public String toString() {
        return "CognitoClient[" + id + ", " + flows + "]";
    }
}
