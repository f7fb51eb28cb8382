package ai.fourminds.rds.cli.command;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.cli.output.Console;
import ai.fourminds.rds.cli.output.Format;
import java.sql.SQLException;
import java.util.Map;

/**
 * What every command has at hand. Immutable; cannot print its settings, for there are secrets among them.
 *
 * @param console the streams
 * @param format how data is written
 * @param settings what was said on the command line, by setting name
 */
record Session(Console console, Format format, Map<String, String> settings) {

    Session {
        settings = Map.copyOf(settings);
    }

    /** The fleet that the settings lead to. */
    RdsFleet fleet() throws SQLException {
        return RdsFleet.of(settings);
    }

    @Override
    public String toString() {
        return "Session[" + format + "]";
    }
}
