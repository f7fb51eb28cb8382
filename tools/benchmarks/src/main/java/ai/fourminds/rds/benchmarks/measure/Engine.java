package ai.fourminds.rds.benchmarks.measure;

import ai.fourminds.rds.local.DatabaseEngine;
import java.util.List;
import java.util.Locale;

/** The engines that are measured, and the native drivers that serve them. Immutable. */
public enum Engine {
    POSTGRESQL(DatabaseEngine.POSTGRESQL, "prod-analytics", "postgresql"),
    MARIADB(DatabaseEngine.MARIADB, "prod-orders", "mariadb mysql"),
    MYSQL(DatabaseEngine.MYSQL, "prod-billing", "mysql mariadb");

    /** The database of the loaded tables. */
    public static final String DATABASE = "bench";

    private final DatabaseEngine local;
    private final String instance;
    private final String drivers;

    Engine(DatabaseEngine local, String instance, String drivers) {
        this.local = local;
        this.instance = instance;
        this.drivers = drivers;
    }

    /** Returns all engines for {@code all}, else the engine of that name. */
    public static List<Engine> named(String name) {
        return name.equals("all") ? List.of(values()) : List.of(valueOf(name.toUpperCase(Locale.ROOT)));
    }

    public DatabaseEngine local() {
        return local;
    }

    public String instance() {
        return instance;
    }

    /** Returns the values of {@code nativeDriver} for this engine, the default first. */
    public List<String> drivers() {
        return List.of(drivers.split(" ", -1));
    }

    public boolean isFamily() {
        return this != POSTGRESQL;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String quoted(String name) {
        return isFamily() ? '`' + name.replace("`", "``") + '`' : '"' + name.replace("\"", "\"\"") + '"';
    }
}
