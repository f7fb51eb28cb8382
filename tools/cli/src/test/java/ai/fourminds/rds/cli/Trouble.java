package ai.fourminds.rds.cli;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A connect that will fail, and what must be cleared away afterwards. Used by one thread. */
final class Trouble implements AutoCloseable {

    /** Something to be done at the end. */
    @FunctionalInterface
    interface Ending {
        void run() throws IOException, SQLException;
    }

    final Map<String, String> settings;
    private final List<Ending> endings = new ArrayList<>();
    private String instance;
    private String database;

    Trouble(String instance, String database, Map<String, String> settings) {
        this.instance = instance;
        this.database = database;
        this.settings = new LinkedHashMap<>(settings);
    }

    String instance() {
        return instance;
    }

    String database() {
        return database;
    }

    Trouble of(String other) {
        instance = other;
        return this;
    }

    Trouble in(String other) {
        database = other;
        return this;
    }

    Trouble with(String setting, Object value) {
        settings.put(setting, value.toString());
        return this;
    }

    /** These settings and no other but the database's user and driver. */
    Trouble as(Map<String, String> others) {
        settings.keySet().removeIf(name -> name.startsWith("secret") || name.startsWith("access"));
        settings.putAll(others);
        return this;
    }

    /** Dials a port of loopback instead of the instance. */
    Trouble dialling(int port) {
        return with("connectHost", "127.0.0.1").with("connectPort", port);
    }

    Trouble closing(Ending ending) {
        endings.add(ending);
        return this;
    }

    @Override
    public void close() throws IOException, SQLException {
        for (Ending ending : endings) {
            ending.run();
        }
    }
}
