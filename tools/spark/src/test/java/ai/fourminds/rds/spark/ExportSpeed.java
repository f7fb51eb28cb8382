package ai.fourminds.rds.spark;

import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.principals.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The job with two cores of this JVM, with one and with two executors against the command line's {@code export --max-rows 0
 * --jobs 2} of the same table, turn and turn about. Prints rows per second: of the command line's whole process, of the job alone, and of the job with the start of
 * its session and executors. Arguments: rows (1,000,000), rounds (3), further arguments of the job.
 */
public final class ExportSpeed {

    private static final String TABLE = """
            CREATE TABLE public.wide AS
            SELECT g::bigint AS id, (g % 100000)::int AS customer, (g * 1.37)::numeric(12,2) AS amount,
                   g / 7.0::double precision AS rate, g % 3 = 0 AS gift, 'SKU-' || (g % 5000) AS sku,
                   CASE g % 10 WHEN 0 THEN 'comma, and "quotes" in a note of some length that goes on for a while'
                                ELSE 'a plain remark about order number ' || g || ' that somebody typed in once' END AS note,
                   date '2020-01-01' + (g % 2000)::int AS day,
                   timestamptz '2020-01-01 00:00:00+00' + g * interval '1 second' AS paid,
                   md5(g::text)::uuid AS token, jsonb_build_object('n', g) AS detail
            FROM generate_series(1, {rows}) g
            """;

    private final int rows;
    private final List<String> more;
    private final Map<String, String> settings;
    private final Path folder;
    private int run;

    private ExportSpeed(int rows, List<String> more, Map<String, String> settings, Path folder) {
        this.rows = rows;
        this.more = more;
        this.settings = settings;
        this.folder = folder;
    }

    /** Measures. */
    public static void main(String[] args) throws Exception {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        List<String> more = List.of(args).subList(Math.min(2, args.length), args.length);
        Cluster.layOut();
        Path folder = Files.createTempDirectory(Cluster.target(), "export-speed");
        try (LocalRds rds = LocalRds.builder().sampleData(false).start()) {
            String anyUser = "arn:aws:rds-db:*:" + rds.accountId() + ":dbuser:*/*";
            Role role = rds.addRole(Role.named("speed").withConnect(anyUser).trustingWebIdentity("speed"));
            Path token = folder.resolve("token");
            Files.writeString(token, rds.webIdentityToken("speed", Duration.ofHours(1)));
            try (Connection admin = rds.instance("prod-analytics").adminConnection("postgres");
                    Statement statement = admin.createStatement()) {
                statement.execute(TABLE.replace("{rows}", String.valueOf(rows)));
                statement.execute("GRANT SELECT ON public.wide TO fourminds_iam_user");
                statement.execute("VACUUM ANALYZE public.wide");
            }
            ExportSpeed speed = new ExportSpeed(rows, more, rds.settings(role, token), folder);
            for (int round = 1; round <= rounds; round++) {
                speed.round(round);
            }
        }
    }

    private void round(int round) throws IOException, InterruptedException {
        say("round %d: command line %,d rows/s", round, perSecond(commandLine()));
        for (String master : List.of("local[2]", "local-cluster[1,1,1024]", "local-cluster[2,1,1024]")) {
            long begun = System.nanoTime();
            long job = job(master);
            say(
                    "round %d: %s %,d rows/s, with its start %,d rows/s",
                    round, master, perSecond(job), perSecond(System.nanoTime() - begun));
        }
    }

    private long commandLine() throws IOException, InterruptedException {
        Path out = folder.resolve("cli-" + run++);
        ProcessBuilder line = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "ai.fourminds.rds.cli.Main",
                "export",
                "prod-analytics",
                "postgres",
                "wide",
                "--max-rows",
                "0",
                "--jobs",
                "2",
                "--timeout",
                "3600",
                "--out",
                out.toString());
        for (SettingInfo setting : RdsFleet.settings()) {
            if (settings.containsKey(setting.name())) {
                line.environment().put(setting.environmentVariable(), settings.get(setting.name()));
            }
        }
        line.redirectErrorStream(true).redirectOutput(folder.resolve("cli.log").toFile());
        long begun = System.nanoTime();
        if (line.start().waitFor() != 0) {
            throw new IOException("the command line failed: " + Files.readString(folder.resolve("cli.log")));
        }
        return System.nanoTime() - begun;
    }

    private long job(String master) throws IOException {
        List<String> args = new ArrayList<>(List.of(
                "prod-analytics",
                "postgres",
                "wide",
                "--out",
                folder.resolve("job-" + run++).toString()));
        Map<String, String> sorted = new HashMap<>(settings);
        sorted.forEach((name, value) -> args.addAll(
                List.of("--" + name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT), value)));
        args.addAll(more);
        try (SparkSession spark = SparkSession.builder()
                .master(master)
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.memory", "512m")
                .config("spark.scheduler.minRegisteredResourcesRatio", "1.0")
                .getOrCreate()) {
            spark.range(2).count();
            long begun = System.nanoTime();
            if (SparkExport.run(spark, args, System.out, System.out) != 0) {
                throw new IOException("the job failed");
            }
            return System.nanoTime() - begun;
        }
    }

    private long perSecond(long nanos) {
        return (long) (rows * 1e9 / nanos);
    }

    private static void say(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }
}
