package ai.fourminds.rds.spark.export;

import java.io.Serializable;

/** What came of one part of a table. */
sealed interface PartOutcome extends Serializable {

    /**
     * A file.
     *
     * @param file its name in the table's folder
     * @param rows data rows in it
     * @param bytes its size
     * @param sha256 of the file, in lower-case hex
     */
    record Written(String file, long rows, long bytes, String sha256) implements PartOutcome {}

    /** No file. */
    record Failed(String error) implements PartOutcome {}
}
