package ai.fourminds.rds.web.connection;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.local.LocalCloud;
import ai.fourminds.rds.cli.local.LocalClouds;
import ai.fourminds.rds.cli.local.LocalEngine;
import ai.fourminds.rds.cli.local.LocalPorts;
import ai.fourminds.rds.cli.view.FleetRow;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ways into AWS that the page offers: the settings it was started with, the saved connections, and a local RDS once it is
 * started. Every call signs in, opens what it needs and closes it. Thread-safe; cannot print its settings, for there are secrets
 * among them.
 */
public final class Connections implements AutoCloseable {
    /** The local RDS in addresses: no saved connection can have this name. */
    public static final String LOCAL = "~local";

    private static final String LOCAL_TITLE = "Local RDS";
    private static final List<String> SHOWN = List.of("region", "auth", "awsProfile", "roleArn", "cognitoUsername");

    private final Map<String, String> own;
    private final String ownName;
    private final Object starting = new Object();
    private volatile @Nullable LocalCloud local;
    private volatile boolean offersLocal;

    public Connections(Map<String, String> own, String ownName) {
        this.own = Map.copyOf(own);
        this.ownName = ownName.isEmpty() ? "This computer's settings" : ownName;
        this.offersLocal = ownName.isEmpty();
    }

    /** Whether a local RDS can be started: not where one runs already. */
    public boolean offersLocal() {
        return offersLocal;
    }

    /** Starts a local RDS with every engine that this machine can run, and returns its name in addresses. */
    public String startLocal() throws CommandFailure, IOException {
        synchronized (starting) {
            if (offersLocal) {
                local = LocalClouds.start(
                        LocalPorts.ANY,
                        EnumSet.allOf(LocalEngine.class),
                        EnumSet.noneOf(LocalEngine.class),
                        progress -> {});
                offersLocal = false;
            }
        }
        return LOCAL;
    }

    /** Ends the local RDS. */
    @Override
    public void close() {
        synchronized (starting) {
            offersLocal = false;
            LocalCloud running = local;
            if (running != null) {
                running.close();
            }
        }
    }

    public List<ConnectionCard> cards() throws SQLException {
        List<ConnectionCard> cards = new ArrayList<>();
        cards.add(new ConnectionCard("", ownName, facts(own)));
        LocalCloud running = local;
        if (running != null) {
            cards.add(new ConnectionCard(LOCAL, LOCAL_TITLE, "on this computer, until the page ends"));
        }
        SavedConnections saved = SavedConnections.ofUser();
        for (String name : saved.names()) {
            cards.add(new ConnectionCard(name, name, facts(saved.show(name))));
        }
        return cards;
    }

    /** What a connection is called for people. */
    public String title(String name) {
        return name.isEmpty() ? ownName : name.equals(LOCAL) ? LOCAL_TITLE : name;
    }

    /** Values to begin a form with: where AWS is, and nothing of who asks. */
    public Map<String, String> own() {
        return own;
    }

    public RdsFleet fleet(String name) throws SQLException {
        LocalCloud running = local;
        if (running != null && name.equals(LOCAL)) {
            return RdsFleet.of(running.settings());
        }
        return RdsFleet.of(name.isEmpty() ? own : Map.of("connection", name));
    }

    /** The instances, clusters and proxies that a connection sees. */
    public List<FleetRow> rows(String name) throws SQLException {
        return FleetRow.of(fleet(name));
    }

    /** A database, or where it is null the engine's usual one. */
    public OpenedDatabase open(String name, String instance, @Nullable String database) throws SQLException {
        RdsDatabase target = fleet(name).database(instance, database);
        return new OpenedDatabase(target, target.open(), instance, database);
    }

    public <T> T ask(String name, String instance, @Nullable String database, OpenedDatabase.Question<T> question)
            throws SQLException, CommandFailure {
        try (OpenedDatabase opened = open(name, instance, database)) {
            return opened.ask(question);
        }
    }

    private static String facts(Map<String, String> settings) {
        return String.join(
                " · ",
                SHOWN.stream().filter(settings::containsKey).map(settings::get).toList());
    }

    @Override
    public String toString() {
        return "Connections[" + ownName + "]";
    }
}
