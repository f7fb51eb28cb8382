package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.cognito.srp.SrpGroup;
import ai.fourminds.rds.local.cognito.srp.SrpVerifier;
import ai.fourminds.rds.local.iam.RandomText;
import ai.fourminds.rds.local.oidc.Issuer;
import ai.fourminds.rds.local.oidc.JsonWebToken;
import ai.fourminds.rds.local.oidc.TokenVerdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A user pool: its users, app clients and signing key. Thread-safe. */
public final class UserPool {
    private final Map<String, PoolUser> users = new ConcurrentHashMap<>();
    /** The key of the user who had an e-mail address last, by address. */
    private final Map<String, String> aliases = new ConcurrentHashMap<>();

    private final Map<String, CognitoClient> clients = new ConcurrentHashMap<>();
    /** Keeps the salt of an unknown user the same at every attempt. */
    private final byte[] pepper = RandomText.bytes(32);

    private final String id;
    private final String providerName;
    private final Clock clock;
    private final Issuer issuer;
    private final PoolTokens tokens;

    public UserPool(String region, String name, Clock clock) {
        this.id = region + "_" + name;
        this.providerName = "cognito-idp." + region + ".amazonaws.com/" + id;
        this.clock = clock;
        this.issuer = new Issuer("https://" + providerName, name + "-signing-key");
        this.tokens = new PoolTokens(issuer, clock);
    }

    public String id() {
        return id;
    }

    /** Returns the pool's name as a login provider. */
    public String providerName() {
        return providerName;
    }

    /** Adds a user, and replaces one of the same name. */
    public void add(CognitoUser user) {
        PoolUser known = users.get(key(user.username()));
        String subject = known == null ? UUID.randomUUID().toString() : known.subject();
        var verifier = SrpVerifier.of(name(), user.username(), user.password());
        var newcomer = new PoolUser(user.username(), subject, user.email(), user.state(), verifier);
        users.put(key(user.username()), newcomer);
        if (user.email() != null) {
            aliases.put(key(user.email()), key(user.username()));
        }
    }

    public void add(CognitoClient client) {
        clients.put(client.id(), client);
    }

    /** Revokes all refresh tokens issued so far. */
    public void revokeRefreshTokens() {
        tokens.revokeAll();
    }

    /** Returns the operations of the pool's API. */
    public List<JsonOperation> operations() {
        var exchanges = new PendingExchanges(this, clock);
        return List.of(
                new InitiateAuth(this, exchanges),
                new RespondToAuthChallenge(this, exchanges, clock),
                new GetTokensFromRefreshToken(this));
    }

    /** Returns the pool's name in SRP. */
    String name() {
        return id.substring(id.indexOf('_') + 1);
    }

    Optional<PoolUser> user(String usernameOrEmail) {
        String key = key(usernameOrEmail);
        return Optional.ofNullable(users.get(key))
                .or(() -> Optional.ofNullable(aliases.get(key))
                        .map(users::get)
                        // A user whose address has changed cannot sign in with the old one.
                        .filter(user ->
                                user.email() != null && key(user.email()).equals(key)));
    }

    public Optional<CognitoClient> client(String clientId) {
        return Optional.ofNullable(clients.get(clientId));
    }

    PoolTokens tokens() {
        return tokens;
    }

    public TokenVerdict judge(JsonWebToken token) {
        return issuer.judge(token, clock.instant());
    }

    /** Returns a verifier that looks like any other, and that no password fits. */
    SrpVerifier verifierOfNobody(String username) {
        byte[] name = key(username).getBytes(StandardCharsets.UTF_8);
        var salt = SrpGroup.number(SrpGroup.hash(pepper, name)).shiftRight(128);
        return new SrpVerifier(salt, SrpGroup.number(RandomText.bytes(384)).mod(SrpGroup.N));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
