package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.fleet.Account;
import ai.fourminds.rds.local.iam.RandomText;
import ai.fourminds.rds.local.oidc.Issuer;
import ai.fourminds.rds.local.oidc.JsonWebToken;
import ai.fourminds.rds.local.principals.Principals;
import ai.fourminds.rds.local.principals.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The Cognito of the local account: a user pool, and an identity pool that trusts its ID tokens. Thread-safe. */
public final class CognitoPool {
    /** The user pool's name in SRP, and the end of its id. */
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
    private final IdentityPool identityPool;
    private final CognitoUser user;
    private final CognitoClient client;
    private final CognitoClient secretClient;

    /** A user as the pool stores it, without password. Immutable. */
    record User(String username, String subject, @Nullable String email, UserState state, Srp.Verifier verifier) {}

    /** Adds a first user and first app clients. */
    public CognitoPool(Principals principals, Clock clock) {
        this.clock = clock;
        issuer = new Issuer("https://" + providerName(), NAME + "-signing-key");
        tokens = new PoolTokens(issuer, clock);
        identityPool = new IdentityPool(this, principals);
        user = addUser(CognitoUser.named("ann", RandomText.secret(20)).withEmail("ann@example.com"));
        client = addClient(CognitoClient.allowing(AuthFlow.values()));
        secretClient = addClient(CognitoClient.allowing(AuthFlow.values()).withSecret());
    }

    public String userPoolId() {
        return Account.LOCAL.region() + "_" + NAME;
    }

    public String identityPoolId() {
        return identityPool.id();
    }

    /** Returns the user pool's name in the identity pool's {@code Logins}. */
    public String providerName() {
        return "cognito-idp." + Account.LOCAL.region() + ".amazonaws.com/" + userPoolId();
    }

    /** Returns a confirmed user with an e-mail address. */
    public CognitoUser user() {
        return user;
    }

    /** Returns an app client without secret that allows every flow. */
    public CognitoClient client() {
        return client;
    }

    /** Returns an app client with a secret that allows every flow. */
    public CognitoClient secretClient() {
        return secretClient;
    }

    /** Adds a user, or changes a known one's password, e-mail address and state; returns it. */
    public CognitoUser addUser(CognitoUser newcomer) {
        User known = users.get(key(newcomer.username()));
        String subject = known == null ? UUID.randomUUID().toString() : known.subject();
        var verifier = Srp.Verifier.of(NAME, newcomer.username(), newcomer.password());
        var stored = new User(newcomer.username(), subject, newcomer.email(), newcomer.state(), verifier);
        users.put(key(newcomer.username()), stored);
        if (newcomer.email() != null) {
            aliases.put(key(newcomer.email()), key(newcomer.username()));
        }
        return newcomer;
    }

    /** Adds an app client, or changes a known one; returns it. */
    public CognitoClient addClient(CognitoClient newcomer) {
        clients.put(newcomer.id(), newcomer);
        return newcomer;
    }

    /** Sets the role of signed-in users, which must trust the identity pool. */
    public void authenticatedRole(Role role) {
        identityPool.authenticatedRole(role.arn());
    }

    /** Simulates a misconfigured identity pool, without a role for signed-in users. */
    public void withoutAuthenticatedRole() {
        identityPool.authenticatedRole(null);
    }

    /** Revokes all refresh tokens issued so far. */
    public void revokeRefreshTokens() {
        tokens.revokeAll();
    }

    /** Returns the operations of both pools' APIs, by target. */
    public Map<String, UnaryOperator<JsonNode>> operations() {
        var signIns = new SrpSignIns(this, clock);
        var initiate = new InitiateAuth(this, signIns);
        String service = "AWSCognitoIdentityProviderService.";
        Map<String, UnaryOperator<JsonNode>> operations = new HashMap<>(identityPool.operations());
        operations.putAll(Map.of(
                service + "InitiateAuth", initiate::answer,
                service + "RespondToAuthChallenge", signIns::respond,
                service + "GetTokensFromRefreshToken", initiate::getTokens));
        return operations;
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
