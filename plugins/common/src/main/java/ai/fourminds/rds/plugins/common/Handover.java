package ai.fourminds.rds.plugins.common;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes an object to a class that a native driver instantiates by name. The object is kept under a random handle, and
 * the driver's properties hold only the handle. Thread-safe.
 *
 * @param <T> the type of the object
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

    /** Returns the object under a handle; empty once it is withdrawn. */
    public Optional<T> find(String handle) {
        return Optional.ofNullable(waiting.get(handle));
    }

    /** Forgets the object. */
    public void withdraw(String handle) {
        waiting.remove(handle);
    }

    /** Returns whether no object is kept. */
    public boolean isEmpty() {
        return waiting.isEmpty();
    }
}
