package ai.fourminds.rds.spark.export;

import ai.fourminds.rds.FourmindsRdsDriver;
import ai.fourminds.rds.RdsDatabase;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.plugin.catalogue.TableInfo;
import ai.fourminds.rds.spark.dialect.RdsUrl;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** One export of one database on a Spark session. Used once. */
public final class ExportJob {

    private static final String UNPACKED = "none";

    private final SparkSession spark;
    private final Request request;
    private final Clock clock;
    private final Consumer<String> progress;

    /**
     * An export that has not begun.
     *
     * @param progress hears of each table that ended, one line at a time
     */
    public ExportJob(SparkSession spark, Request request, Clock clock, Consumer<String> progress) {
        this.spark = session(spark);
        this.request = request;
        this.clock = clock;
        this.progress = line -> {
            synchronized (this.clock) {
                progress.accept(line);
            }
        };
    }

    /** Settings of the export's own: columns whose names differ in case only are two, and times are in UTC. */
    private static SparkSession session(SparkSession parent) {
        SparkSession own = parent.newSession();
        own.conf().set("spark.sql.caseSensitive", "true");
        own.conf().set("spark.sql.session.timeZone", "UTC");
        return own;
    }

    /**
     * Runs it.
     *
     * @return whether every table was exported
     * @throws ExportFault for a reason not to begin
     */
    public boolean run() throws SQLException, IOException, ExportFault {
        RdsDatabase database = RdsFleet.of(request.settings()).database(request.instance(), request.database());
        Target target = Target.of(request.out(), spark.sparkContext().hadoopConfiguration());
        List<TableInfo> listed;
        try (Connection connection = database.open()) {
            listed = database.catalogue(connection).tables();
        }
        List<TableTask> tasks = Selection.of(request, listed);
        try (Snapshot snapshot = Snapshot.of(database)) {
            Manifest plan = plan(database, snapshot);
            target.begin(plan, request.earlier());
            try (Descriptions descriptions = Descriptions.of(database)) {
                TableWriter writer = writer(database, snapshot, descriptions, target);
                TableRuns runs = new TableRuns(database, reader(database, snapshot), writer, target, cut(), progress);
                List<TableEntry> entries = runs.all(tasks, request.jobs());
                String agreement = runs.keptAny() ? "resumed" : plan.consistency();
                target.write(plan.finished(entries, clock.instant().toString(), agreement));
                return entries.stream().allMatch(TableEntry::isExported);
            }
        }
    }

    private TableWriter writer(RdsDatabase database, Snapshot snapshot, Descriptions descriptions, Target target)
            throws SQLException {
        if (request.form().format() == FileForm.Format.CSV) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            Source source = Source.of(request, snapshot);
            return new CsvTables(context, source, request.form(), reader(database, snapshot), descriptions);
        }
        Properties settings = new Properties();
        settings.putAll(request.settings());
        String url = RdsUrl.engineForm(database.url(), settings);
        return new ParquetTables(
                spark, url, beside(), snapshot.id(), database.plugin().name(), target);
    }

    /** The settings that may travel with a plan: those that the driver knows not to be secret. */
    private Map<String, String> beside() {
        Map<String, String> settings = new TreeMap<>(request.settings());
        settings.keySet()
                .retainAll(RdsFleet.settings().stream()
                        .filter(setting -> !setting.secret())
                        .map(SettingInfo::name)
                        .toList());
        return settings;
    }

    private static TableReader reader(RdsDatabase database, Snapshot snapshot) {
        return TableReader.of(database.plugin().name(), snapshot.id().isPresent());
    }

    private TableReader.Cut cut() {
        return new TableReader.Cut(request.taskBytes(), spark.sparkContext().defaultParallelism());
    }

    private Manifest plan(RdsDatabase database, Snapshot snapshot) {
        FileForm form = request.form();
        Manifest.Options options = new Manifest.Options(
                Selection.words(request),
                form.guardFormulas(),
                form.nullText(),
                form.gzip() ? "gzip" : UNPACKED,
                form.format().name().toLowerCase(Locale.ROOT));
        FourmindsRdsDriver driver = new FourmindsRdsDriver();
        return new Manifest(
                Manifest.TOOL,
                driver.getMajorVersion() + "." + driver.getMinorVersion(),
                false,
                database.instance().id(),
                database.instance().region(),
                request.database(),
                database.instance().engine(),
                snapshot.id().isPresent() ? "one-snapshot" : "snapshot-per-channel",
                clock.instant().toString(),
                null,
                0,
                options,
                List.of());
    }
}
