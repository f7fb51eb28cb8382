package ai.fourminds.rds.cli.local;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The engines whose databases a local RDS can run. */
public enum LocalEngine {
    /** Starts fastest. */
    POSTGRESQL,
    /** On Linux on x86-64. */
    MARIADB,
    /** On Linux on x86-64 with libaio. */
    MYSQL;

    /** Returns the engine of that name, in any case. */
    public static Optional<LocalEngine> named(String name) {
        return Arrays.stream(values())
                .filter(engine -> engine.toString().equalsIgnoreCase(name))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(LocalEngine::toString).toList();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
