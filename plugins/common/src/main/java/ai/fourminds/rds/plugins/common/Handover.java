package ai.fourminds.rds.plugins.common;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes an object to a class that a native driver instantiates by name: the object waits here under a random handle,
 * which is all that the driver's properties hold. Thread-safe.
 *
 * @param <T> what is passed
 */
public final class Handover<T> {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, T> waiting = new ConcurrentHashMap<>();

    /** Keeps the object until {@link #withdraw}, and returns its handle. */
    public String offer(T object) {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        String handle = HexFormat.of().formatHex(bytes);
        waiting.put(handle, object);
        return handle;
    }

    /** The object under a handle; empty once it is withdrawn. */
    public Optional<T> find(String handle) {
        return Optional.ofNullable(waiting.get(handle));
    }

    /** Forgets the object. */
    public void withdraw(String handle) {
        waiting.remove(handle);
    }

    /** Whether nothing waits here. */
    public boolean isEmpty() {
        return waiting.isEmpty();
    }
}
