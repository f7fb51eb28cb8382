package ai.fourminds.rds.failure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Walks the causes of an exception, for code that classifies failures. Ends on cyclic chains too. Stateless. */
public final class Causes {

    // Some native drivers put the connection's number into the server's message.
    private static final Pattern CONNECTION = Pattern.compile("\\(conn=-?\\d+\\) ");

    private Causes() {}

    /** Returns an exception's message for users, without a native driver's number of the connection; else its class. */
    public static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : CONNECTION.matcher(message).replaceAll("");
    }

    /** Returns the exception itself, its cause, and so on to the innermost cause. */
    public static List<Throwable> of(@Nullable Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    /** Returns the outermost cause of a type. */
    public static <T> Optional<T> first(@Nullable Throwable failure, Class<T> type) {
        return of(failure).stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Returns whether a cause has a type. */
    public static boolean include(@Nullable Throwable failure, Class<?> type) {
        return first(failure, type).isPresent();
    }

    /** Returns the innermost cause. */
    public static Throwable innermost(Throwable failure) {
        List<Throwable> causes = of(failure);
        return causes.get(causes.size() - 1);
    }
}
