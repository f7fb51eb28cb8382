package ai.fourminds.rds.spark.export;

import ai.fourminds.rds.FourmindsRdsDriver;
import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.export.Compression;
import ai.fourminds.rds.export.ExportOptions;
import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.spark.dialect.RdsUrl;
import ai.fourminds.rds.spark.read.Snapshots;
import ai.fourminds.rds.spark.read.Source;
import ai.fourminds.rds.spark.read.TableReader;
import ai.fourminds.rds.spark.selection.ExportFault;
import ai.fourminds.rds.spark.selection.FileForm;
import ai.fourminds.rds.spark.selection.OneServer;
import ai.fourminds.rds.spark.selection.Request;
import ai.fourminds.rds.spark.selection.Selection;
import ai.fourminds.rds.spark.selection.TableTask;
import ai.fourminds.rds.spark.write.CsvTables;
import ai.fourminds.rds.spark.write.ParquetTables;
import ai.fourminds.rds.spark.write.TableWriter;
import ai.fourminds.rds.spark.write.Target;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Exports one database with a Spark session. Used once. */
public final class ExportJob {

    private static final String TOOL = "fourminds-rds-spark";

    private final SparkSession spark;
    private final Request request;
    private final Clock clock;
    private final Progress progress;

    /** Creates an export that has not started. */
    public ExportJob(SparkSession spark, Request request, Clock clock, Progress progress) {
        this.spark = session(spark);
        this.request = request;
        this.clock = clock;
        this.progress = progress;
    }

    /** Returns a session in which columns may differ in case only, and times are in UTC. */
    private static SparkSession session(SparkSession parent) {
        SparkSession own = parent.newSession();
        own.conf().set("spark.sql.caseSensitive", "true");
        own.conf().set("spark.sql.session.timeZone", "UTC");
        return own;
    }

    /**
     * Runs the export.
     *
     * @return the manifest that it wrote
     * @throws ExportFault if the export cannot start
     */
    public Manifest run() throws SQLException, IOException, ExportFault {
        RdsFleet fleet = RdsFleet.of(request.settings());
        RdsInstance wanted = fleet.instance(request.instance());
        String server = OneServer.of(fleet, request.instance(), wanted);
        RdsDatabase database = fleet.database(server, request.database());
        Target target = Target.of(request.out(), spark.sparkContext().hadoopConfiguration());
        List<TableInfo> listed;
        try (Connection connection = database.open()) {
            listed = database.catalogue(connection).tables();
        }
        List<TableTask> tasks = Selection.of(request, listed);
        try (target;
                Snapshots snapshots = Snapshots.of(database)) {
            Optional<String> snapshot = snapshots.current().id();
            progress.detail(() -> "reads " + server + ", snapshot " + snapshot.orElse("of each task's own")
                    + "; writes " + target.path());
            Manifest plan = plan(wanted, snapshot.isPresent());
            target.begin(plan, request.earlier());
            TableReader reader = TableReader.of(database.plugin().name());
            TableWriter writer = writer(database, Source.of(request, server), reader, target);
            TableRuns runs = new TableRuns(snapshots, reader, writer, target, cut(), progress);
            Manifest all = plan.withTables(runs.all(tasks, request.jobs()));
            Manifest finished = (runs.keptAny() ? all.resumed() : all)
                    .finishedAt(clock.instant().toString());
            target.write(finished);
            return finished;
        }
    }

    private TableWriter writer(RdsDatabase database, Source source, TableReader reader, Target target)
            throws SQLException {
        if (request.form().format() == FileForm.Format.CSV) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            return new CsvTables(context, source, request.form(), reader);
        }
        Properties settings = new Properties();
        settings.putAll(request.settings());
        Map<String, String> beside = new TreeMap<>(request.settings());
        beside.keySet().retainAll(known());
        String url = RdsUrl.limitedTo(known(), RdsUrl.engineForm(database.url(), settings));
        return new ParquetTables(spark, url, beside, database.plugin().name(), target);
    }

    /**
     * Returns the names of the driver's settings that are not secret. Only these may be part of a plan: native
     * properties could change values.
     */
    private static Set<String> known() {
        return RdsFleet.settings().stream()
                .filter(setting -> !setting.secret())
                .map(SettingInfo::name)
                .collect(Collectors.toSet());
    }

    private TableReader.Cut cut() {
        return new TableReader.Cut(request.taskBytes(), spark.sparkContext().defaultParallelism());
    }

    private Manifest plan(RdsInstance wanted, boolean oneSnapshot) {
        FileForm form = request.form();
        ExportOptions options = new ExportOptions(
                Selection.words(request),
                form.guardFormulas(),
                form.nullText(),
                form.geometry().word(),
                form.gzip() ? Compression.GZIP : Compression.NONE,
                form.format().name().toLowerCase(Locale.ROOT));
        FourmindsRdsDriver driver = new FourmindsRdsDriver();
        return new Manifest(
                TOOL,
                driver.getMajorVersion() + "." + driver.getMinorVersion(),
                false,
                wanted.id(),
                wanted.region(),
                request.database(),
                wanted.engine(),
                oneSnapshot ? "one-snapshot" : "snapshot-per-channel",
                clock.instant().toString(),
                null,
                0,
                options,
                List.of());
    }
}
