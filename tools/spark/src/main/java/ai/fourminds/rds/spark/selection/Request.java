package ai.fourminds.rds.spark.selection;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an export is asked for.
 *
 * @param instance identifier, ARN or endpoint
 * @param database the database
 * @param tables those wanted, empty for all that the patterns let pass
 * @param include with all tables: only those whose qualified name matches one of these, unless empty
 * @param exclude with all tables: not those whose qualified name matches one of these
 * @param out a folder on any Hadoop file system
 * @param form the form of the files, and of their cells
 * @param earlier what to do with what is there
 * @param taskBytes how much of a table one task reads, in bytes on the server's disk
 * @param jobs tables at the same time
 * @param settings the driver's settings; executors take secret ones from their own environment
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

    /** What to do with the files of an earlier export. */
    public enum Earlier {
        /** Refuse to run. */
        REFUSE,
        /** Keep the tables that are whole. */
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

    /** Without settings: those that a program gives may be secret. */
    @Override
    public String toString() {
        return "Request[" + instance + "/" + database + " to " + out + "]";
    }
}
