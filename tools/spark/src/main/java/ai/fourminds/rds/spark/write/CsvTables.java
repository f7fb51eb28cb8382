package ai.fourminds.rds.spark.write;

import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.spark.read.Source;
import ai.fourminds.rds.spark.read.TablePlan;
import ai.fourminds.rds.spark.read.TableReader;
import ai.fourminds.rds.spark.selection.FileForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes CSV with the engine's plugin, one file per task, with the same code and cells as the command line.
 * Thread-safe.
 */
public final class CsvTables implements TableWriter {

    private final JavaSparkContext spark;
    private final Source source;
    private final FileForm form;
    private final TableReader reader;

    public CsvTables(JavaSparkContext spark, Source source, FileForm form, TableReader reader) {
        this.spark = spark;
        this.source = source;
        this.form = form;
        this.reader = reader;
    }

    @Override
    public Written write(TablePlan plan, Optional<String> snapshot, ExportResult description, Path folder)
            throws TableFailure {
        List<CsvTask> tasks = tasks(source.in(snapshot), plan.queries(columns(description)), folder);
        List<TableReport.Part> parts = new ArrayList<>();
        long rows = 0;
        for (PartOutcome outcome : outcomes(tasks)) {
            if (outcome instanceof PartOutcome.Failed failed) {
                throw new TableFailure(failed.error());
            }
            PartOutcome.Written written = (PartOutcome.Written) outcome;
            rows += written.rows();
            parts.add(new TableReport.Part(written.file(), written.rows(), written.bytes(), written.sha256()));
        }
        return Written.of(rows, description.columns(), description.dropped(), description, parts);
    }

    /**
     * Runs the tasks. They are serialized by Java as part of a closure, and their outcomes return as strings, because
     * the application's serializer for data ({@code spark.serializer}) may not support records.
     */
    private List<PartOutcome> outcomes(List<CsvTask> tasks) {
        List<Integer> numbers = IntStream.range(0, tasks.size()).boxed().toList();
        return spark
                .parallelize(numbers, tasks.size())
                .map(number -> tasks.get(number).run().words())
                .collect()
                .stream()
                .map(PartOutcome::of)
                .toList();
    }

    private List<CsvTask> tasks(Source shared, List<String> queries, Path folder) {
        SerializableConfiguration hadoop = new SerializableConfiguration(spark.hadoopConfiguration());
        List<CsvTask> tasks = new ArrayList<>();
        for (int part = 0; part < queries.size(); part++) {
            tasks.add(new CsvTask(shared, queries.get(part), part, folder.toString(), form, hadoop));
        }
        return tasks;
    }

    /** Returns the exported columns; if all columns are left out, these, because their rows still count. */
    private String columns(ExportResult description) {
        Stream<String> names = description.columns().isEmpty()
                ? description.dropped().stream().map(DroppedColumn::name)
                : description.columns().stream().map(ExportedColumn::name);
        return names.map(reader::quoted).collect(Collectors.joining(", "));
    }
}
