package ai.fourminds.rds.benchmarks;

import ai.fourminds.rds.local.DatabaseEngine;
import java.util.List;
import java.util.Locale;

/** The engines that are measured, and the native drivers that serve them. Immutable. */
enum Engine {
    POSTGRESQL(DatabaseEngine.POSTGRESQL, "prod-analytics", "postgresql"),
    MARIADB(DatabaseEngine.MARIADB, "prod-orders", "mariadb mysql"),
    MYSQL(DatabaseEngine.MYSQL, "prod-billing", "mysql mariadb");

    /** What is loaded for the measurements lies here. */
    static final String DATABASE = "bench";

    private final DatabaseEngine local;
    private final String instance;
    private final String drivers;

    Engine(DatabaseEngine local, String instance, String drivers) {
        this.local = local;
        this.instance = instance;
        this.drivers = drivers;
    }

    /** All engines for {@code all}, otherwise the one of that name. */
    static List<Engine> named(String name) {
        return name.equals("all") ? List.of(values()) : List.of(valueOf(name.toUpperCase(Locale.ROOT)));
    }

    DatabaseEngine local() {
        return local;
    }

    String instance() {
        return instance;
    }

    /** As {@code nativeDriver} names them, the default first. */
    List<String> drivers() {
        return List.of(drivers.split(" ", -1));
    }

    boolean isFamily() {
        return this != POSTGRESQL;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String quoted(String name) {
        return isFamily() ? '`' + name.replace("`", "``") + '`' : '"' + name.replace("\"", "\"\"") + '"';
    }
}
