package ai.fourminds.rds.web.export;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an export is. Immutable.
 *
 * @param id the name of its folder
 * @param instance where it reads
 * @param database what it reads
 * @param connection the connection it uses, empty for the page's own settings
 * @param state {@code running}, {@code done}, or {@code failed} where not even a manifest was written
 * @param tables how many in all
 * @param exported how many are whole
 * @param failed how many failed, timed out or were cancelled
 * @param rows written so far, of all tables
 * @param bytes written so far
 * @param seconds since it began
 * @param rowsPerSecond on average
 * @param secondsLeft by the server's estimates, or null where they say nothing
 * @param running the tables that are being written
 * @param troubled the tables that failed
 * @param notes what else there is to know
 * @param error why it failed, or null
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
