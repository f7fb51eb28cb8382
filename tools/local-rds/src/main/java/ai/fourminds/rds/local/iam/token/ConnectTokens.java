package ai.fourminds.rds.local.iam.token;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.principals.Policy;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Principals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides whether a token permits a login, like RDS's PAM module. Thread-safe; stores no token. */
public final class ConnectTokens {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Principals principals;
    private final Clock clock;
    private final Supplier<Optional<Refusal>> furtherReason;

    public ConnectTokens(Principals principals, Clock clock) {
        this(principals, clock, Optional::empty);
    }

    private ConnectTokens(Principals principals, Clock clock, Supplier<Optional<Refusal>> furtherReason) {
        this.principals = principals;
        this.clock = clock;
        this.furtherReason = furtherReason;
    }

    /** Returns a copy that refuses valid tokens, too, if {@code reason} returns a refusal. */
    public ConnectTokens with(Supplier<Optional<Refusal>> reason) {
        return new ConnectTokens(principals, clock, reason);
    }

    /** Returns why {@code token} does not let {@code user} into the database at {@code address}; empty if it does. */
    public Optional<Refusal> refusal(String token, String user, DatabaseAddress address) {
        return ConnectToken.parse(token)
                .map(parsed -> refusal(parsed, user, address))
                .orElse(Optional.of(Refusal.MALFORMED_TOKEN));
    }

    private Optional<Refusal> refusal(ConnectToken token, String user, DatabaseAddress address) {
        Optional<Principal> key = principals.find(token.scope().accessKeyId());
        if (key.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN_ACCESS_KEY);
        }
        return scopeRefusal(token)
                .or(() -> keyRefusal(token, key.get()))
                .or(() -> ageRefusal(token))
                .or(() -> targetRefusal(token, user, address))
                .or(() -> permissionRefusal(key.get(), user, address))
                .or(furtherReason);
    }

    private static Optional<Refusal> scopeRefusal(ConnectToken token) {
        return when(!token.scope().service().equals("rds-db"), Refusal.WRONG_SERVICE)
                .or(() -> when(!token.scope().region().equals(Account.LOCAL.region()), Refusal.WRONG_REGION));
    }

    private Optional<Refusal> keyRefusal(ConnectToken token, Principal key) {
        return when(!token.signedWith(key.secretAccessKey()), Refusal.WRONG_SIGNATURE)
                .or(() -> when(
                        !key.acceptsSessionToken(token.authorization().sessionToken()), Refusal.WRONG_SESSION_TOKEN))
                .or(() -> when(key.expiredAt(clock.instant()), Refusal.EXPIRED_CREDENTIALS));
    }

    private Optional<Refusal> ageRefusal(ConnectToken token) {
        Instant now = clock.instant();
        return when(now.isAfter(token.authorization().signedAt().plus(token.lifetime())), Refusal.EXPIRED_TOKEN)
                .or(() -> when(
                        token.authorization().signedAt().isAfter(now.plus(CLOCK_SKEW)), Refusal.TOKEN_FROM_THE_FUTURE));
    }

    private static Optional<Refusal> targetRefusal(ConnectToken token, String user, DatabaseAddress address) {
        String hostAndPort = token.hostAndPort().toLowerCase(Locale.ROOT);
        Optional<String> host = address.hosts().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> hostAndPort.startsWith(name + ":"))
                .findFirst();
        return when(host.isEmpty(), Refusal.WRONG_HOST)
                .or(() -> when(!hostAndPort.equals(host.orElse("") + ":" + address.port()), Refusal.WRONG_PORT))
                .or(() -> when(!token.user().equals(user), Refusal.WRONG_USER));
    }

    private static Optional<Refusal> permissionRefusal(Principal key, String user, DatabaseAddress address) {
        return when(!address.iamAuthentication(), Refusal.IAM_AUTHENTICATION_DISABLED)
                .or(() -> when(!key.may(Policy.CONNECT, address.connectResource(user)), Refusal.NO_CONNECT_PERMISSION));
    }

    private static Optional<Refusal> when(boolean refused, Refusal reason) {
        return refused ? Optional.of(reason) : Optional.empty();
    }
}
