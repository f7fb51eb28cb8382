package ai.fourminds.rds.local.iam;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The roles of the local account and their sessions. Thread-safe. */
public final class Roles {
    private final Map<String, AssumableRole> byArn = new ConcurrentHashMap<>();
    private final AccessKeys keys;
    private final Clock clock;

    public Roles(AccessKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Adds a role or replaces one of the same ARN. The permissions of running sessions change at once, as in IAM. */
    public void add(AssumableRole role) {
        byArn.put(role.arn(), role);
        keys.regrant(role.sessionArns(), role.policy());
    }

    public Optional<AssumableRole> find(String arn) {
        return Optional.ofNullable(byArn.get(arn));
    }

    /** Returns a temporary key, which expires on a whole second because AWS's answers have no fractions. */
    public AccessKey openSession(AssumableRole role, String sessionName, Duration lifetime) {
        AccessKey key = new AccessKey(
                role.sessionArn(sessionName),
                RandomText.accessKeyId("ASIA"),
                RandomText.secret(40),
                RandomText.secret(360),
                clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(lifetime),
                role.policy());
        keys.add(key);
        return key;
    }
}
