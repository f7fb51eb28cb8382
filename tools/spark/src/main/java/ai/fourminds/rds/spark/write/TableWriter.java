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
     * Writes all of it.
     *
     * @param snapshot what all of it is read in, where there is one
     * @param description its columns, and what is to be said of its rows
     * @throws TableFailure when the table cannot be read
     */
    Written write(TablePlan plan, Optional<String> snapshot, ExportResult description, Path folder)
            throws IOException, InterruptedException, TableFailure;

    /**
     * What was written of a table.
     *
     * @param result rows and columns of all files
     */
    record Written(ExportResult result, List<TableReport.Part> parts) {

        /** Of so many rows, in these columns; the rest is as described. */
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
