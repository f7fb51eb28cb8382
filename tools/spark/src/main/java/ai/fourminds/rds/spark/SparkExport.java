package ai.fourminds.rds.spark;

import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.spark.export.ExportJob;
import ai.fourminds.rds.spark.export.Progress;
import ai.fourminds.rds.spark.selection.ExportFault;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.TimeZone;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * The main class for {@code spark-submit}: exports databases without a row cap to CSV or Parquet on any Hadoop path,
 * reads each table with many tasks, and writes the command line's manifest. Stateless.
 */
public final class SparkExport {

    private static final String EXECUTORS_JAVA = "spark.executor.extraJavaOptions";
    private static final int OK = 0;
    private static final int USAGE = 2;
    private static final int REFUSED = 5;
    private static final int TABLES_FAILED = 7;

    private SparkExport() {}

    /** Ends the JVM with the command line's exit codes: 0, 2 for arguments, 3 to 6 by cause, 7 when tables failed. */
    public static void main(String[] args) throws IOException {
        // The native drivers interpret a time without zone in the JVM's zone, where an hour in spring does not exist.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        String ofExecutors = new SparkConf().get(EXECUTORS_JAVA, "") + " -Duser.timezone=UTC";
        int code;
        try (SparkSession spark = SparkSession.builder()
                .appName("fourminds-rds export")
                .config(EXECUTORS_JAVA, ofExecutors.strip())
                .getOrCreate()) {
            code = run(spark, List.of(args), System.out, System.err);
        }
        if (code != OK) {
            System.exit(code);
        }
    }

    /**
     * Runs the job on a session that the caller closes.
     *
     * @param data receives the manifest with {@code --format json}
     * @param messages receives progress, and the reason if the job does not start
     * @return the exit code
     */
    public static int run(SparkSession spark, List<String> args, PrintStream data, PrintStream messages)
            throws IOException {
        try {
            Arguments arguments = Arguments.parse(args);
            Progress progress = new Progress(messages, arguments.verbosity());
            Manifest manifest = new ExportJob(spark, arguments.request(), Clock.systemUTC(), progress).run();
            if (arguments.format() == Arguments.Format.JSON) {
                data.write(manifest.toJson());
            }
            return manifest.complete() ? OK : TABLES_FAILED;
        } catch (ExportFault fault) {
            messages.println(fault.getMessage());
            return USAGE;
        } catch (IOException failure) {
            messages.println("The export cannot go on: " + failure.getMessage());
            return REFUSED;
        } catch (SQLException failure) {
            messages.println(Causes.message(failure));
            return failure instanceof RdsFailure diagnosed ? code(diagnosed) : REFUSED;
        }
    }

    private static int code(RdsFailure failure) {
        return switch (failure.diagnosis().kind()) {
            case SETTINGS -> USAGE;
            case AWS -> 3;
            case INSTANCE -> 4;
            case NETWORK -> REFUSED;
            case LOGIN -> 6;
        };
    }
}
