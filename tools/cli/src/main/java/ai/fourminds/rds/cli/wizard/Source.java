package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.catalogue.OpenedDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The picked database. Opens a connection for each query, so that none has expired after an idle hour. Immutable.
 *
 * @param options the settings that the user typed, as options of commands
 */
record Source(RdsFleet fleet, List<String> options, String instance, String database) {

    <T> T ask(OpenedDatabase.Question<T> question) throws SQLException {
        RdsDatabase target = fleet.database(instance, database);
        try (Connection connection = target.open()) {
            return question.of(target.catalogue(connection));
        }
    }

    /** Returns the name to show. */
    String place() {
        return instance + "/" + database;
    }
}
