package ai.fourminds.rds.spark;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalRds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** A local RDS with every engine and a Spark cluster with executors in processes of their own. */
final class Cluster implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath();
    /** As the environment of these tests has it. */
    private static final Path HOME = Path.of(System.getenv("SPARK_HOME"));

    private final LocalRds rds;
    private final SparkSession spark;
    private final List<RpcEnv> daemons = new ArrayList<>();

    Cluster() throws IOException {
        layOut();
        rds = LocalRds.builder()
                .engines(EnumSet.allOf(DatabaseEngine.class))
                .clusters(List.of(DatabaseEngine.POSTGRESQL))
                .sampleData(false)
                .start();
        SparkSession.Builder builder = SparkSession.builder()
                .master(standalone())
                .appName("tests")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.memory", "512m")
                .config("spark.sql.shuffle.partitions", "2")
                // As Spark's tuning guide advises; the jobs of SparkSubmitTest run with Java's serializer.
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                // Executors are killed here; none of that is the application's fault.
                .config("spark.task.maxFailures", "10")
                // Whatever takes longer than the median is tried twice.
                .config("spark.speculation", "true")
                .config("spark.speculation.interval", "100ms")
                .config("spark.speculation.multiplier", "1.01")
                .config("spark.speculation.quantile", "0.1")
                .config("spark.speculation.minTaskRuntime", "50ms")
                .config("spark.hadoop.fs.flat.impl", FlatFileSystem.class.getName())
                .config("spark.hadoop." + FlatFileSystem.ZOMBIES, zombies().toString())
                .config("spark.eventLog.enabled", "true")
                .config("spark.eventLog.compress", "false")
                .config("spark.eventLog.dir", events().toUri().toString())
                .config("spark.local.dir", TARGET.resolve("spark-local").toString())
                .config(
                        "spark.sql.warehouse.dir",
                        TARGET.resolve("spark-warehouse").toString())
                .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
                .config("spark.log.structuredLogging.enabled", "false");
        catalog(builder, "pg", "postgresql://prod-analytics");
        catalog(builder, "my", "mysql://prod-billing");
        catalog(builder, "maria", "mariadb://prod-orders");
        spark = builder.getOrCreate();
    }

    /**
     * A master and two workers in this JVM, whose executors are processes of its own. The workers go by two names of one host,
     * because Spark runs no second attempt of a task on the host of the first: in a {@code local-cluster} there is no speculation.
     */
    private String standalone() {
        SparkConf conf = new SparkConf()
                .set("spark.ui.enabled", "false")
                .set("spark.master.rest.enabled", "false")
                .set("spark.deploy.maxExecutorRetries", "-1");
        RpcEnv master = Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
        daemons.add(master);
        String url = master.address().toSparkURL();
        int number = 0;
        for (String host : List.of("127.0.0.1", "localhost")) {
            daemons.add(Worker.startRpcEnvAndEndpoint(
                    host, 0, 0, 1, 1024, new String[] {url}, null, Option.apply(++number), conf, Option.empty()));
        }
        return url;
    }

    /** With the settings in the application's configuration, where Spark knows which of them are secret. */
    private void catalog(SparkSession.Builder builder, String name, String place) {
        String prefix = "spark.sql.catalog." + name;
        builder.config(prefix, "org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog")
                .config(prefix + ".url", "jdbc:fourminds-rds:" + place + "/reading")
                .config(prefix + ".pushDownAggregate", "true");
        rds.settings().forEach((setting, value) -> builder.config(prefix + "." + setting, value));
    }

    LocalRds rds() {
        return rds;
    }

    /** The instances of MySQL and MariaDB, as far as this machine can run them. */
    List<String> family() {
        return Stream.of("prod-billing", "prod-orders")
                .filter(rds.connectableIdentifiers()::contains)
                .toList();
    }

    SparkSession spark() {
        return spark;
    }

    /** What a client sets to get in with access keys. */
    Map<String, String> settings() {
        return rds.settings();
    }

    /** Runs statements as a superuser, past the gateway. */
    void admin(String instance, String database, String... statements) throws SQLException {
        try (Connection connection = rds.instance(instance).adminConnection(database);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() {
        try (rds) {
            spark.stop();
            Collections.reverse(daemons);
            daemons.forEach(RpcEnv::shutdown);
            daemons.forEach(RpcEnv::awaitTermination);
        }
    }

    static Path target() {
        return TARGET;
    }

    /** Where attempts are chosen that go on after their end, see {@link FlatFileSystem}. */
    static Path zombies() {
        return TARGET.resolve("zombies");
    }

    static Path events() {
        return TARGET.resolve("spark-events");
    }

    /** Where workers keep what executors print. */
    static Path work() {
        return HOME.resolve("work");
    }

    /** What executors start from: one jar that names this JVM's class path. */
    static void layOut() throws IOException {
        Files.createDirectories(HOME.resolve("jars"));
        Files.createDirectories(events());
        Files.createDirectories(zombies());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
        try (OutputStream file = Files.newOutputStream(HOME.resolve("jars").resolve("class-path.jar"))) {
            new JarOutputStream(file, manifest).close();
        }
    }

    private static String classPath() {
        String given = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(given.split(java.io.File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }
}
