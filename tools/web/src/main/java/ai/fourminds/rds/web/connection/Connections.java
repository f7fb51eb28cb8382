package ai.fourminds.rds.web.connection;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SavedConnections;
import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.view.FleetRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ways into AWS that the page offers: the settings it was started with, and the saved connections. Every call signs
 * in, opens what it needs and closes it. Immutable; cannot print its settings, for there are secrets among them.
 */
public final class Connections {
    private static final List<String> SHOWN = List.of("region", "auth", "awsProfile", "roleArn", "cognitoUsername");

    private final Map<String, String> own;
    private final String ownName;

    public Connections(Map<String, String> own, String ownName) {
        this.own = Map.copyOf(own);
        this.ownName = ownName.isEmpty() ? "This computer's settings" : ownName;
    }

    public List<ConnectionCard> cards() throws SQLException {
        List<ConnectionCard> cards = new ArrayList<>();
        cards.add(new ConnectionCard("", ownName, facts(own)));
        SavedConnections saved = SavedConnections.ofUser();
        for (String name : saved.names()) {
            cards.add(new ConnectionCard(name, name, facts(saved.show(name))));
        }
        return cards;
    }

    /** What a connection is called for people. */
    public String title(String name) {
        return name.isEmpty() ? ownName : name;
    }

    /** Values to begin a form with: where AWS is, and nothing of who asks. */
    public Map<String, String> own() {
        return own;
    }

    public RdsFleet fleet(String name) throws SQLException {
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
