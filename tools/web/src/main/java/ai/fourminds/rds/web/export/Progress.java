package ai.fourminds.rds.web.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The progress of an export. Immutable.
 *
 * @param id the name of the export's folder
 * @param instance the instance of the database
 * @param database the database of the tables
 * @param connection the connection's name, empty for the page's own settings
 * @param state {@code running}, {@code done}, or {@code failed} if no manifest was written
 * @param tables the number of tables
 * @param exported the number of exported tables
 * @param failed the number of tables that failed, timed out or were cancelled
 * @param rows rows written so far, of all tables
 * @param bytes bytes written so far
 * @param seconds the time since the start
 * @param rowsPerSecond the average rate
 * @param secondsLeft an estimate from the server's row counts, or null without any
 * @param running the running tables
 * @param troubled the tables that failed
 * @param notes remarks on the export
 * @param error why the export failed, or null
 */
public record Progress(
        String id,
        String instance,
        String database,
        String connection,
        String state,
        int tables,
        int exported,
        int failed,
        long rows,
        long bytes,
        long seconds,
        long rowsPerSecond,
        @Nullable Long secondsLeft,
        List<TableProgress> running,
        List<TableProgress> troubled,
        List<String> notes,
        @Nullable String error) {

    /** Copies the lists. */
    public Progress {
        running = List.copyOf(running);
        troubled = List.copyOf(troubled);
        notes = List.copyOf(notes);
    }
}
