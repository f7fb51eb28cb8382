package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.iam.RandomText;
import ai.fourminds.rds.local.oidc.Issuer;
import ai.fourminds.rds.local.oidc.JsonWebToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A user pool: its users, app clients and signing key. Thread-safe. */
final class UserPool {
    /** The pool's name in SRP, and the end of its id. */
    static final String NAME = "FourMinds";

    private final Map<String, User> users = new ConcurrentHashMap<>();
    /** The key of the user who had an e-mail address last, by address. */
    private final Map<String, String> aliases = new ConcurrentHashMap<>();

    private final Map<String, CognitoClient> clients = new ConcurrentHashMap<>();
    /** Keeps the salt of an unknown user the same at every attempt. */
    private final byte[] pepper = RandomText.bytes(32);

    private final Clock clock;
    private final Issuer issuer;
    private final PoolTokens tokens;

    /** A user as the pool stores it, without password. Immutable. */
    record User(String username, String subject, @Nullable String email, UserState state, Srp.Verifier verifier) {}

    UserPool(Clock clock) {
        this.clock = clock;
        issuer = new Issuer("https://" + providerName(), NAME + "-signing-key");
        tokens = new PoolTokens(issuer, clock);
    }

    String id() {
        return Account.LOCAL.region() + "_" + NAME;
    }

    /** Returns the pool's name as a login provider. */
    String providerName() {
        return "cognito-idp." + Account.LOCAL.region() + ".amazonaws.com/" + id();
    }

    /** Adds a user, and replaces one of the same name. */
    void add(CognitoUser user) {
        User known = users.get(key(user.username()));
        String subject = known == null ? UUID.randomUUID().toString() : known.subject();
        var verifier = Srp.Verifier.of(NAME, user.username(), user.password());
        var newcomer = new User(user.username(), subject, user.email(), user.state(), verifier);
        users.put(key(user.username()), newcomer);
        if (user.email() != null) {
            aliases.put(key(user.email()), key(user.username()));
        }
    }

    void add(CognitoClient client) {
        clients.put(client.id(), client);
    }

    /** Revokes all refresh tokens issued so far. */
    void revokeRefreshTokens() {
        tokens.revokeAll();
    }

    /** Returns the operations of the pool's API, by target. */
    Map<String, UnaryOperator<JsonNode>> operations() {
        var exchanges = new PendingExchanges(this, clock);
        var initiate = new InitiateAuth(this, exchanges);
        String service = "AWSCognitoIdentityProviderService.";
        return Map.of(
                service + "InitiateAuth", initiate::answer,
                service + "RespondToAuthChallenge", new RespondToAuthChallenge(this, exchanges, clock)::answer,
                service + "GetTokensFromRefreshToken", initiate::getTokens);
    }

    Optional<User> user(String usernameOrEmail) {
        String key = key(usernameOrEmail);
        return Optional.ofNullable(users.get(key))
                .or(() -> Optional.ofNullable(aliases.get(key))
                        .map(users::get)
                        // A user whose address has changed cannot sign in with the old one.
                        .filter(user ->
                                user.email() != null && key(user.email()).equals(key)));
    }

    Optional<CognitoClient> client(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    PoolTokens tokens() {
        return tokens;
    }

    Issuer.Verdict judge(JsonWebToken token) {
        return issuer.judge(token, clock.instant());
    }

    /** Returns a verifier that looks like any other, and that no password fits. */
    Srp.Verifier verifierOfNobody(String username) {
        byte[] name = key(username).getBytes(StandardCharsets.UTF_8);
        var salt = Srp.number(Srp.hash(pepper, name)).shiftRight(128);
        return new Srp.Verifier(salt, Srp.number(RandomText.bytes(384)).mod(Srp.N));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
