package ai.fourminds.rds.spark.read;

import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.spark.selection.Request;
import java.io.Serializable;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What tasks read. Serialized to executors; each mints its own tokens with its own AWS credentials.
 *
 * @param instance the DB instance
 * @param database the database
 * @param settings the driver's settings, none of them secret
 * @param snapshot the snapshot that all tasks read, or null
 */
public record Source(
        String instance,
        String database,
        HashMap<String, String> settings,
        @Nullable String snapshot) implements Serializable {

    public static Source of(Request request, String server) {
        return new Source(server, request.database(), new HashMap<>(request.settings()), null);
    }

    /** Returns this source with a snapshot, if there is one. */
    public Source in(Optional<String> shared) {
        return new Source(instance, database, settings, shared.orElse(null));
    }

    public RdsDatabase open() throws SQLException {
        return RdsFleet.of(Map.copyOf(settings)).database(instance, database);
    }

    /** Omits the settings, which may be secret. */
    @Override
    public String toString() {
        return "Source[" + instance + "/" + database + "]";
    }
}
