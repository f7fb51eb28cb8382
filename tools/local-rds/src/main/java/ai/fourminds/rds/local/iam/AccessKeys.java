package ai.fourminds.rds.local.iam;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The access keys of the local account. Thread-safe. */
public final class AccessKeys {
    private final Map<String, AccessKey> byId = new ConcurrentHashMap<>();

    /** Adds a key, and replaces one of the same id. */
    public void add(AccessKey key) {
        byId.put(key.id(), key);
    }

    /** Changes the permissions of all keys whose ARN has this prefix. */
    void regrant(String arnPrefix, Policy policy) {
        byId.replaceAll((id, key) -> key.arn().startsWith(arnPrefix) ? key.allowed(policy) : key);
    }

    public Optional<AccessKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
