package ai.fourminds.rds.spark.export;

import java.io.IOException;
import java.sql.SQLException;
import org.apache.hadoop.fs.Path;

/** Writes a table's files into a folder. Thread-safe. */
sealed interface TableWriter permits CsvTables, ParquetTables {

    /**
     * Writes all of it.
     *
     * @throws TableFailure when the table cannot be read
     */
    TableEntry.Written write(TableTask task, TablePlan plan, Path folder)
            throws IOException, SQLException, TableFailure;
}
