package ai.fourminds.rds.spark.write;

import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.spark.read.TablePlan;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Writes a table's files into a folder. Thread-safe. */
public sealed interface TableWriter permits CsvTables, ParquetTables {

    /**
     * Writes all of it.
     *
     * @param description its columns
     * @throws TableFailure when the table cannot be read
     */
    Written write(TablePlan plan, ExportResult description, Path folder)
            throws IOException, InterruptedException, TableFailure;

    /**
     * What was written of a table.
     *
     * @param result rows and columns of all files
     */
    record Written(ExportResult result, List<TableReport.Part> parts) {}
}
