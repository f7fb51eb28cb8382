package ai.fourminds.rds.spark.selection;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The request for an export.
 *
 * @param instance identifier, ARN or endpoint
 * @param database the database
 * @param tables names of tables; empty for all tables that the patterns allow
 * @param include for all tables: patterns, one of which a qualified name must match, unless empty
 * @param exclude for all tables: patterns that no qualified name may match
 * @param out a folder on any Hadoop file system
 * @param form the form of the files and their cells
 * @param earlier how to treat an earlier export in the folder
 * @param taskBytes how much of a table one task reads, in bytes on the server's disk
 * @param jobs how many tables are exported at the same time
 * @param settings the driver's settings; executors read secret ones from their own environment
 */
public record Request(
        String instance,
        String database,
        List<String> tables,
        List<String> include,
        List<String> exclude,
        String out,
        FileForm form,
        Earlier earlier,
        long taskBytes,
        int jobs,
        Map<String, String> settings) {

    /** How to treat the files of an earlier export. */
    public enum Earlier {
        /** Refuse to start. */
        REFUSE,
        /** Keep tables that are complete. */
        RESUME,
        /** Replace what this export writes. */
        REPLACE
    }

    /** Refuses nulls and copies the lists. */
    public Request {
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(out, "out");
        tables = List.copyOf(tables);
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        settings = Map.copyOf(settings);
    }

    /** Omits the settings, which may be secret. */
    @Override
    public String toString() {
        return "Request[" + instance + "/" + database + " to " + out + "]";
    }
}
