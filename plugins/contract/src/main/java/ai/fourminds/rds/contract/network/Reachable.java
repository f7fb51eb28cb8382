package ai.fourminds.rds.contract.network;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects reachable from one object as far as reflection allows: native drivers' objects, the project's,
 * collections and arrays. Used by one thread.
 */
public final class Reachable {

    private static final List<String> OPEN = List.of("org.postgresql.", "com.mysql.", "org.mariadb.", "ai.fourminds.");

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();

    private Reachable() {}

    /** Collects all objects reachable from one. */
    public static Reachable from(Object root) throws IllegalAccessException {
        Reachable reachable = new Reachable();
        reachable.add(root);
        while (!reachable.open.isEmpty()) {
            reachable.expand(reachable.open.pop());
        }
        return reachable;
    }

    public int objects() {
        return seen.size();
    }

    public boolean holdsA(Class<?> type) {
        return seen.stream().anyMatch(type::isInstance);
    }

    /** Returns whether a string, character array or byte array contains this text. */
    public boolean holds(String text) {
        return seen.stream().map(Reachable::text).anyMatch(t -> t.contains(text));
    }

    private static String text(Object object) {
        if (object instanceof char[] chars) {
            return new String(chars);
        }
        if (object instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return object instanceof CharSequence chars ? chars.toString() : "";
    }

    private void add(@Nullable Object object) {
        if (object != null && seen.add(object)) {
            open.push(object);
        }
    }

    private void expand(Object object) throws IllegalAccessException {
        if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                add(key);
                add(value);
            });
        } else if (object instanceof Collection<?> collection) {
            collection.forEach(this::add);
        } else if (object instanceof Object[]) {
            for (int i = 0; i < Array.getLength(object); i++) {
                add(Array.get(object, i));
            }
        } else {
            expandFields(object);
        }
    }

    private void expandFields(Object object) throws IllegalAccessException {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            if (OPEN.stream().noneMatch(type.getName()::startsWith)) {
                continue;
            }
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    add(field.get(Modifier.isStatic(field.getModifiers()) ? null : object));
                }
            }
        }
    }
}
