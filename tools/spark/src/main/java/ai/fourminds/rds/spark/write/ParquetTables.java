package ai.fourminds.rds.spark.write;

import ai.fourminds.rds.FourmindsRdsDriver;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.plugin.catalogue.CellType;
import ai.fourminds.rds.plugin.catalogue.DroppedColumn;
import ai.fourminds.rds.plugin.catalogue.ExportedColumn;
import ai.fourminds.rds.plugin.export.ExportResult;
import ai.fourminds.rds.spark.read.Snapshot;
import ai.fourminds.rds.spark.read.TablePlan;
import ai.fourminds.rds.spark.read.TableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Writes Parquet with Spark, with the types of Spark's own dialect. Thread-safe. */
public final class ParquetTables implements TableWriter {

    /** Without these, Connector/J would hold a task's whole part in memory and change names with braces. */
    private static final String OF_CONNECTOR_J = "useCursorFetch=true&processEscapeCodesForPrepStmts=false";

    private final SparkSession spark;
    private final String url;
    private final String engine;
    private final TableReader reader;
    private final Map<String, String> options = new HashMap<>();
    private final Target target;

    /**
     * @param url the URL with its engine
     * @param settings those that the URL may not set again; Spark folds the case of their names
     */
    public ParquetTables(SparkSession spark, String url, Map<String, String> settings, String engine, Target target) {
        this.spark = spark;
        this.url = engine.equals("mysql") ? url + (url.indexOf('?') < 0 ? '?' : '&') + OF_CONNECTOR_J : url;
        this.engine = engine;
        this.reader = TableReader.of(engine);
        this.target = target;
        options.putAll(settings);
        options.put("driver", FourmindsRdsDriver.class.getName());
        options.put("preferTimestampNTZ", "true");
    }

    @Override
    public Written write(TablePlan plan, Optional<String> snapshot, ExportResult description, Path folder)
            throws IOException, InterruptedException, TableFailure {
        Properties properties = new Properties();
        properties.putAll(options);
        properties.put("fetchsize", String.valueOf(plan.rowsAtOnce()));
        properties.put("sessionInitStatement", Snapshot.initial(engine, snapshot));
        Dataset<Row> rows = read(plan, description, properties);
        Observation observed = new Observation();
        // Version 2 publishes the files of an attempt before the job has committed.
        rows.observe(observed, functions.count(functions.lit(1)).as("rows"))
                .write()
                .option("mapreduce.fileoutputcommitter.algorithm.version", "1")
                // By default the writer collects a hundred rows before it checks their size, and up to 10,000 more.
                .option("parquet.page.size.row.check.min", 1)
                .option("parquet.page.size.row.check.max", plan.rowsAtOnce())
                .parquet(folder.toString());
        Map<String, CellType> cells = new HashMap<>();
        description.columns().forEach(column -> cells.put(column.name(), column.cells()));
        List<ExportedColumn> columns = Stream.of(rows.schema().fields())
                .map(field -> new ExportedColumn(
                        field.name(), field.dataType().simpleString(), cells.getOrDefault(field.name(), CellType.TEXT)))
                .toList();
        List<TableReport.Part> parts =
                withRows(folder, target.parts(folder), spark.sessionState().newHadoopConf());
        long count = parts.stream()
                .mapToLong(part -> Objects.requireNonNull(part.rows()))
                .sum();
        Object read = observed.getAsJava().get("rows");
        if (!Objects.equals(read, count)) {
            throw new TableFailure("the files hold " + count + " rows, and the tasks have read " + read);
        }
        return Written.of(count, columns, List.of(), description, parts);
    }

    /** Adds the row counts of the files' footers. Spark's reader would treat a path with braces as a pattern. */
    private static List<TableReport.Part> withRows(Path folder, List<TableReport.Part> parts, Configuration hadoop)
            throws IOException {
        try {
            return parts.parallelStream()
                    .map(part -> {
                        Path file = new Path(folder, part.file());
                        try (ParquetFileReader footer =
                                ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
                            return new TableReport.Part(
                                    part.file(), footer.getRecordCount(), part.bytes(), part.sha256());
                        } catch (IOException unreadable) {
                            throw new UncheckedIOException(unreadable);
                        }
                    })
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }

    /** Reads {@code *}, unless that omits invisible columns. */
    private Dataset<Row> read(TablePlan plan, ExportResult description, Properties properties) {
        List<String> names = Stream.concat(
                        description.columns().stream().map(ExportedColumn::name),
                        description.dropped().stream().map(DroppedColumn::name))
                .toList();
        Dataset<Row> visible = read(plan.pieces(), properties);
        if (List.of(visible.columns()).containsAll(names)) {
            return visible;
        }
        String columns = names.stream().map(reader::quoted).collect(Collectors.joining(", "));
        List<TablePlan.Piece> whole = plan.pieces().stream()
                .map(piece -> new TablePlan.Piece(
                        "(SELECT " + columns + " FROM " + piece.relation() + ") AS t", piece.conditions()))
                .toList();
        return read(whole, properties);
    }

    private Dataset<Row> read(List<TablePlan.Piece> pieces, Properties properties) {
        Dataset<Row> first = read(pieces.get(0), properties);
        var names = Stream.of(first.columns())
                .map(ParquetTables::quoted)
                .map(functions::col)
                .toArray(org.apache.spark.sql.Column[]::new);
        Dataset<Row> all = first;
        for (TablePlan.Piece piece : pieces.subList(1, pieces.size())) {
            // Partitions may order their columns differently.
            all = all.union(read(piece, properties).select(names));
        }
        return all;
    }

    private Dataset<Row> read(TablePlan.Piece piece, Properties properties) {
        return spark.read().jdbc(url, piece.relation(), piece.conditions().toArray(String[]::new), properties);
    }

    private static String quoted(String column) {
        return '`' + column.replace("`", "``") + '`';
    }
}
