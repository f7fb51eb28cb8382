package ai.fourminds.rds.local.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts calls by action. Thread-safe. */
final class Calls {
    private final Map<String, Integer> byAction = new ConcurrentHashMap<>();

    void add(String action) {
        byAction.merge(action, 1, Integer::sum);
    }

    int of(String action) {
        return byAction.getOrDefault(action, 0);
    }
}
