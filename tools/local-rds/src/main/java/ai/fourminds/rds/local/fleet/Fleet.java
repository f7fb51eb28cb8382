package ai.fourminds.rds.local.fleet;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All instances of an account, in the order in which RDS lists them. Immutable. */
public final class Fleet {
    private final Account account;
    private final TreeMap<String, DbInstance> byIdentifier = new TreeMap<>();

    private Fleet(Account account, Collection<DbInstance> instances) {
        this.account = account;
        instances.forEach(instance -> byIdentifier.put(instance.identifier(), instance));
    }

    /**
     * A company's fleet of 250: every engine, every state, names near each other. The same at every start.
     *
     * @param reachable by identifier, the endpoints that something listens on
     */
    public static Fleet sample(Account account, Map<String, Endpoint> reachable) {
        return new Fleet(account, new SampleFleet(account, reachable).instances());
    }

    public Account account() {
        return account;
    }

    public List<DbInstance> instances() {
        return List.copyOf(byIdentifier.values());
    }

    /** By identifier or ARN, neither of which minds the case of its letters. */
    public Optional<DbInstance> find(String identifierOrArn) {
        String wanted = identifierOrArn.toLowerCase(Locale.ROOT);
        String prefix = account.instanceArn("");
        String identifier = wanted.startsWith(prefix) ? wanted.substring(prefix.length()) : wanted;
        return Optional.ofNullable(byIdentifier.get(identifier));
    }
}
