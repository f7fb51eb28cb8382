package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The database that was picked. Each question opens a connection of its own, so that none is dead after an idle hour.
 * Immutable.
 *
 * @param options what the wizard asked for, as options of the commands
 */
record Source(RdsFleet fleet, List<String> options, String instance, String database) {

    /** Something to be read from a catalogue. */
    @FunctionalInterface
    interface Question<T> {
        T of(Catalogue catalogue) throws SQLException;
    }

    <T> T ask(Question<T> question) throws SQLException {
        RdsDatabase target = fleet.database(instance, database);
        try (Connection connection = target.open()) {
            return question.of(target.catalogue(connection));
        }
    }

    /** How it is shown. */
    String place() {
        return instance + "/" + database;
    }
}
