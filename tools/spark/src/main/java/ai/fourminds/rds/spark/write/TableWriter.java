package ai.fourminds.rds.spark.write;

import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.spark.read.TablePlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Writes a table's files into a folder. Thread-safe. */
public sealed interface TableWriter permits CsvTables, ParquetTables {

    /**
     * Writes a whole table.
     *
     * @param snapshot the snapshot to read, if there is one
     * @param description the table's columns, and remarks on its rows
     * @throws TableFailure if the table cannot be read
     */
    Written write(TablePlan plan, Optional<String> snapshot, ExportResult description, Path folder)
            throws IOException, InterruptedException, TableFailure;

    /**
     * The rows and files that were written for a table.
     *
     * @param result the rows and columns of all files
     */
    record Written(ExportResult result, List<TableReport.Part> parts) {

        /** Returns the outcome with this row count and these columns, otherwise as described. */
        static Written of(
                long rows,
                List<ExportedColumn> columns,
                List<DroppedColumn> dropped,
                ExportResult description,
                List<TableReport.Part> parts) {
            return new Written(
                    new ExportResult(rows, false, columns, dropped, description.remarks(), description.snapshot()),
                    parts);
        }
    }
}
