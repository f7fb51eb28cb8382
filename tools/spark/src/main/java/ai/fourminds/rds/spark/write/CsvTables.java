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
 * CSV as the engine's plugin writes it, one file per task: the cells are those of the command line, since the same code makes
 * them. Thread-safe.
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
     * Runs the tasks. They travel in the closure, which Spark serializes by Java's means, and come back as strings: the serializer
     * that the application chooses for data ({@code spark.serializer}) need not know records.
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

    /** Those to be left out only where there are no others: their rows still count. */
    private String columns(ExportResult description) {
        Stream<String> names = description.columns().isEmpty()
                ? description.dropped().stream().map(DroppedColumn::name)
                : description.columns().stream().map(ExportedColumn::name);
        return names.map(reader::quoted).collect(Collectors.joining(", "));
    }
}
