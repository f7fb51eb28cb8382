package ai.fourminds.rds.spark;

import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.local.principals.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Row;

/**
 * Exports of a table whose rows are updated, with speculation, while executors are killed (SIGKILL): by turns from a primary and a
 * standby of PostgreSQL, MySQL and MariaDB, to CSV and Parquet, to files and to a store without renames. {@code main} takes the
 * number of runs, and prints what they lost and doubled. For one thread.
 */
final class KillRuns implements AutoCloseable {

    private static final int DOUBLINGS = 14;
    static final int ROWS = 1 << DOUBLINGS;
    private static final String ROLE = "kill-runs";
    private static final String TABLE = "killed";

    private final Cluster cluster;
    private final Path folder;
    private final Path token;
    private final List<LocalInstance> sources;
    private final Attempts attempts = new Attempts();
    private int kills;

    KillRuns(Cluster cluster, Path folder) throws SQLException, IOException, InterruptedException {
        this.cluster = cluster;
        this.folder = folder;
        cluster.rds()
                .addRole(Role.named(ROLE)
                        .withConnect("arn:aws:rds-db:*:" + cluster.rds().accountId() + ":dbuser:*/*")
                        .trustingWebIdentity(ROLE));
        token = Files.writeString(
                folder.resolve("web-identity-token"), cluster.rds().webIdentityToken(ROLE, Duration.ofHours(11)));
        sources = new ArrayList<>(List.of(
                cluster.rds().instance("prod-analytics"),
                cluster.rds().cluster("prod-cluster").members().get(1)));
        // Replication would end an export that takes longer than half a minute.
        cluster.admin(
                sources.get(1).identifier(),
                "postgres",
                "ALTER SYSTEM SET max_standby_streaming_delay = -1",
                "SELECT pg_reload_conf()");
        cluster.family().forEach(name -> sources.add(cluster.rds().instance(name)));
        for (LocalInstance source : sources) {
            fill(writer(source));
        }
        cluster.rds().cluster("prod-cluster").settle();
        cluster.spark().sparkContext().addSparkListener(attempts);
    }

    /** Prints the sums after each run. */
    public static void main(String[] args) throws Exception {
        int runs = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        int failed = 0;
        long lost = 0;
        long doubled = 0;
        Path folder = Files.createTempDirectory(Files.createDirectories(Cluster.target()), "kill-runs");
        AtomicBoolean stop = new AtomicBoolean();
        Thread main = Thread.currentThread();
        // SIGTERM ends it in the middle of a run, which does not count; servers and executors end with it.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stop.set(true);
            try {
                main.join(Duration.ofMinutes(2).toMillis());
            } catch (InterruptedException e) {
                main.interrupt();
            }
        }));
        try (Cluster cluster = new Cluster();
                KillRuns all = new KillRuns(cluster, folder)) {
            for (int run = 0; run < runs && !stop.get(); run++) {
                Outcome outcome = all.run(run);
                if (stop.get()) {
                    // Spark ends itself on SIGTERM, and with it this run.
                    break;
                }
                failed += outcome.code() == 0 ? 0 : 1;
                lost += outcome.lost();
                doubled += outcome.doubled();
                System.out.printf(
                        Locale.ROOT,
                        "%d runs: %d rows lost, %d doubled, %d exports failed; %s%s%n",
                        run + 1,
                        lost,
                        doubled,
                        failed,
                        all.tally(),
                        outcome.exact() ? "" : "; the last: " + outcome);
            }
        }
    }

    /** What has happened to executors and attempts. */
    String tally() {
        return kills + " executors killed, " + attempts.lost + " attempts lost with them, " + attempts.speculative
                + " speculative attempts";
    }

    int kills() {
        return kills;
    }

    /**
     * What an export wrote.
     *
     * @param code the job's exit code
     * @param parts files of the table
     * @param lost rows of the table that are in no file
     * @param doubled rows in the files beyond the first of each
     * @param said the job's own lines
     */
    record Outcome(String source, int code, int parts, long lost, long doubled, String said) {
        boolean exact() {
            return code == 0 && lost == 0 && doubled == 0;
        }
    }

    /** In a thread of its own: since Java 25 the common pool has but one on two cores, and the update would hold it. */
    private static void start(Runnable task) {
        new Thread(task).start();
    }

    /** One export. */
    Outcome run(int number) throws Exception {
        LocalInstance source = sources.get(number % sources.size());
        boolean parquet = number / sources.size() % 3 == 2;
        boolean store = number / sources.size() % 3 != 1;
        Path out = folder.resolve("run-" + number);
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> update(writer(source), done), KillRuns::start);
        CompletableFuture<Integer> killer = CompletableFuture.supplyAsync(() -> kill(number, done), KillRuns::start);
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        int code;
        try {
            code = SparkExport.run(
                    cluster.spark(),
                    arguments(source, (store ? "flat://" : "file://") + out, parquet ? "parquet" : "csv"),
                    System.out,
                    new PrintStream(heard, true, StandardCharsets.UTF_8));
        } finally {
            done.set(true);
            kills += killer.join();
            load.join();
        }
        TreeMap<Integer, Integer> seen = code != 0 ? new TreeMap<>() : parquet ? parquet(out) : csv(out);
        long rows = seen.values().stream().mapToLong(Integer::longValue).sum();
        Outcome outcome = new Outcome(
                source.identifier() + (parquet ? ", Parquet" : ", CSV") + (store ? ", store" : ", files"),
                code,
                code == 0 ? parts(out).size() : 0,
                code == 0 ? ROWS - seen.size() : 0,
                rows - seen.size(),
                heard.toString(StandardCharsets.UTF_8).strip());
        if (outcome.exact()) {
            delete(out);
        }
        return outcome;
    }

    private List<String> arguments(LocalInstance source, String out, String format) {
        List<String> args =
                new ArrayList<>(List.of(source.identifier(), database(source), TABLE, "--task-mb", "1", "--out", out));
        args.addAll(List.of("--file-format", format, "--connect-timeout", "60s", "--discovery-timeout", "60s"));
        if (!writer(source).equals(source)) {
            args.addAll(List.of("--connect-host", "127.0.0.1"));
            args.addAll(List.of("--connect-port", String.valueOf(source.listenPort())));
        }
        cluster.rds()
                .settings(Role.named(ROLE), token)
                .forEach((name, value) -> args.addAll(List.of("--" + kebab(name), value)));
        return args;
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** Kills one executor in every other run and two in the rest, each a moment after a task has begun. */
    private int kill(int run, AtomicBoolean done) {
        Random random = new Random(run);
        int killed = 0;
        for (int kill = 0, wanted = 1 + run % 2; kill < wanted; kill++) {
            int begun = attempts.begun.get();
            while (attempts.begun.get() == begun && !done.get()) {
                sleep(5);
            }
            sleep(random.nextInt(400));
            List<ProcessHandle> executors = ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                    .toList();
            if (!done.get() && !executors.isEmpty()) {
                executors.get(random.nextInt(executors.size())).destroyForcibly();
                killed++;
            }
        }
        return killed;
    }

    private void update(LocalInstance writer, AtomicBoolean done) {
        try (Connection connection = writer.adminConnection(database(writer));
                Statement statement = connection.createStatement()) {
            while (!done.get()) {
                statement.execute("UPDATE " + TABLE + " SET times = times + 1 WHERE id % 70 = 0");
                // PostgreSQL keeps every version of a row meanwhile, and the next update and export read them all.
                sleep(200);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fill(LocalInstance writer) throws SQLException {
        boolean postgresql = isPostgresql(writer);
        if (!postgresql) {
            cluster.admin(writer.identifier(), "mysql", "CREATE DATABASE " + TABLE);
        }
        try (Connection connection = writer.adminConnection(database(writer));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + TABLE + " (id int PRIMARY KEY, times int, note varchar(500))");
            statement.execute("INSERT INTO " + TABLE + " VALUES (1, 0, '" + "x".repeat(450) + "')");
            for (int doubling = 0; doubling < DOUBLINGS; doubling++) {
                statement.execute(
                        "INSERT INTO " + TABLE + " SELECT id + " + (1 << doubling) + ", times, note FROM " + TABLE);
            }
            statement.execute((postgresql ? "ANALYZE " : "ANALYZE TABLE ") + TABLE);
            statement.execute("GRANT SELECT ON " + TABLE + " TO "
                    + (postgresql ? "fourminds_iam_user" : "'fourminds_iam_user'@'%'"));
        }
    }

    private LocalInstance writer(LocalInstance source) {
        List<LocalInstance> members = cluster.rds().cluster("prod-cluster").members();
        return members.contains(source) ? members.get(0) : source;
    }

    private static boolean isPostgresql(LocalInstance source) {
        return source.identifier().equals("prod-analytics")
                || source.identifier().startsWith("prod-cluster");
    }

    private static String database(LocalInstance source) {
        return isPostgresql(source) ? "postgres" : TABLE;
    }

    /** How often each row is there; every file is one that the manifest knows. */
    private static TreeMap<Integer, Integer> csv(Path out) throws IOException {
        TreeMap<Integer, Integer> seen = new TreeMap<>();
        for (Path part : parts(out)) {
            Files.readAllLines(part).stream()
                    .skip(1)
                    .map(line -> Integer.valueOf(line.substring(0, line.indexOf(','))))
                    .forEach(id -> seen.merge(id, 1, Integer::sum));
        }
        return seen;
    }

    private TreeMap<Integer, Integer> parquet(Path out) throws IOException {
        TreeMap<Integer, Integer> seen = new TreeMap<>();
        String[] files = parts(out).stream().map(Path::toString).toArray(String[]::new);
        for (Row row : cluster.spark().read().parquet(files).select("id").collectAsList()) {
            seen.merge(row.getInt(0), 1, Integer::sum);
        }
        return seen;
    }

    private static List<Path> parts(Path out) throws IOException {
        String table = String.valueOf(Manifest.parse(Files.readAllBytes(out.resolve("export.json")))
                .tables()
                .get(0)
                .file());
        try (Stream<Path> files = Files.list(out.resolve(table))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("part-"))
                    .toList();
        }
    }

    private static void delete(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                // What a killed attempt has begun may still come or go.
                Files.deleteIfExists(file);
            }
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    @Override
    public void close() {
        cluster.spark().sparkContext().removeSparkListener(attempts);
    }

    /** Counts attempts of tasks. Used by Spark's thread, read by others. */
    private static final class Attempts extends SparkListener {
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger lost = new AtomicInteger();
        private final AtomicInteger speculative = new AtomicInteger();

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            begun.incrementAndGet();
            if (start.taskInfo().speculative()) {
                speculative.incrementAndGet();
            }
        }

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.reason() instanceof ExecutorLostFailure) {
                lost.incrementAndGet();
            }
        }
    }
}
