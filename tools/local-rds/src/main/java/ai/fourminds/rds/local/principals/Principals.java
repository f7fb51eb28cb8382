package ai.fourminds.rds.local.principals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The access keys and the roles of the local account, and the roles' sessions. Thread-safe. */
public final class Principals {
    private final Map<String, Principal> byKeyId = new ConcurrentHashMap<>();
    private final Map<String, Role> rolesByArn = new ConcurrentHashMap<>();
    private final Clock clock;

    public Principals(Clock clock) {
        this.clock = clock;
    }

    /** Adds a principal, and replaces one of the same access key id. */
    public void add(Principal principal) {
        byKeyId.put(principal.accessKeyId(), principal);
    }

    /** Adds a role or replaces one of the same ARN. The permissions of running sessions change at once, as in IAM. */
    public void add(Role role) {
        rolesByArn.put(role.arn(), role);
        byKeyId.replaceAll((id, key) -> key.arn().startsWith(role.sessionArn("")) ? key.with(role.policy()) : key);
    }

    public Optional<Principal> find(String accessKeyId) {
        return Optional.ofNullable(byKeyId.get(accessKeyId));
    }

    public Optional<Role> findRole(String arn) {
        return Optional.ofNullable(rolesByArn.get(arn));
    }

    /** Opens a role's session, which expires on a whole second because AWS's answers have no fractions. */
    public Principal openSession(Role role, String sessionName, Duration lifetime) {
        Instant expiresAt = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(lifetime);
        Principal session =
                Principal.session(role.name(), sessionName, expiresAt).with(role.policy());
        add(session);
        return session;
    }
}
