package ai.fourminds.rds.web.connection;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.local.LocalCloud;
import ai.fourminds.rds.cli.local.LocalClouds;
import ai.fourminds.rds.cli.local.LocalPlan;
import ai.fourminds.rds.cli.view.FleetRow;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connections that the page offers: its own settings, saved connections, and a local RDS once it is started. Each
 * call signs in, and closes what it opens. Thread-safe; cannot print its settings, which include secrets.
 */
public final class Connections implements AutoCloseable {
    /** The local RDS's name in addresses, which no saved connection can have. */
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

    /** Whether a local RDS can be started: not if the page was started for one, or one runs already. */
    public boolean offersLocal() {
        return offersLocal;
    }

    /** Starts a local RDS with every engine that this machine can run. Returns its name in addresses. */
    public String startLocal() throws CommandFailure, IOException {
        synchronized (starting) {
            if (offersLocal) {
                local = LocalClouds.start(LocalPlan.ALL, progress -> {});
                offersLocal = false;
            }
        }
        return LOCAL;
    }

    /** Stops the local RDS. */
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

    /** Returns the name of a connection to show. */
    public String title(String name) {
        return name.isEmpty() ? ownName : name.equals(LOCAL) ? LOCAL_TITLE : name;
    }

    /** Returns the initial values of a form: settings of the region and endpoint, but not of the identity. */
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

    /** Returns the instances, clusters and proxies that a connection has access to. */
    public List<FleetRow> rows(String name) throws SQLException {
        return FleetRow.of(fleet(name));
    }

    /** Opens a database; null for the engine's default. */
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
