package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.iam.RandomText;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An app client of the user pool. Immutable; never prints its secret.
 *
 * @param secret what SECRET_HASH has to be made with, where the client has one
 * @param revealsUnknownUsers whether unknown users are told so, or given the answer of a wrong password
 * @param inIdentityPool whether the identity pool takes this client's ID tokens
 * @param renewal what becomes of the client's refresh tokens
 */
public record CognitoClient(
        String id,
        @Nullable String secret,
        Set<AuthFlow> flows,
        boolean revealsUnknownUsers,
        boolean inIdentityPool,
        Renewal renewal) {
    /** What a refresh token is good for. */
    public enum Renewal {
        /** For new tokens until it expires. */
        REUSED,
        /** For new tokens once, a refresh token among them. */
        ROTATED,
        /** For nothing, because the pool tracks devices and the device was never confirmed. */
        BOUND_TO_DEVICE
    }

    public CognitoClient {
        flows = Set.copyOf(flows);
    }

    /** A new client without a secret. */
    public static CognitoClient allowing(AuthFlow... flows) {
        return new CognitoClient(
                RandomText.lowerCase(26),
                null,
                Arrays.stream(flows).collect(Collectors.toSet()),
                true,
                true,
                Renewal.REUSED);
    }

    /** The same with a new secret. */
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
