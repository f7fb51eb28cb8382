package ai.fourminds.rds.compatibility;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application in a JVM of its own, whose name system is the local RDS's. Reads settings as {@code name=value} up to an empty
 * line, then {@code connect URL} or {@code pool URL} a line, which another line ends, and says in one line what came of each.
 */
final class ClusterProgram {

    private static final int THREADS = 8;

    private ClusterProgram() {}

    public static void main(String... arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Properties settings = new Properties();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            settings.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            String answer = words[0].equals("pool") ? pool(words[1], settings, in) : connect(words[1], settings);
            System.out.println("answer " + answer);
            System.out.flush();
        }
    }

    private static String connect(String url, Properties settings) {
        try (Connection connection = DriverManager.getConnection(url, settings)) {
            return reader(connection) ? "reader" : "writer";
        } catch (SQLException failure) {
            return "failed " + failure.getMessage();
        }
    }

    private static boolean reader(Connection connection) throws SQLException {
        boolean postgres = connection.getMetaData().getURL().startsWith("jdbc:postgresql:");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        postgres ? "SELECT pg_is_in_recovery()" : "SELECT @@read_only OR @@innodb_read_only")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Writes without a pause, each time over a connection that the pool gives, until there is another line. */
    private static String pool(String url, Properties settings, BufferedReader in)
            throws IOException, InterruptedException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setDataSourceProperties(settings);
        config.setMaximumPoolSize(THREADS);
        AtomicInteger written = new AtomicInteger();
        AtomicLong last = new AtomicLong(System.nanoTime());
        AtomicLong longest = new AtomicLong();
        Map<String, Integer> errors = new ConcurrentHashMap<>();
        AtomicBoolean ended = new AtomicBoolean();
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Thread[] threads = new Thread[THREADS];
            for (int index = 0; index < THREADS; index++) {
                threads[index] = new Thread(() -> {
                    while (!ended.get()) {
                        try (Connection connection = pool.getConnection();
                                Statement statement = connection.createStatement()) {
                            statement.executeUpdate("INSERT INTO notes VALUES ('x')");
                            long now = System.nanoTime();
                            longest.accumulateAndGet(now - last.getAndSet(now), Math::max);
                            if (written.incrementAndGet() == THREADS) {
                                System.out.println("writing");
                                System.out.flush();
                            }
                        } catch (SQLException failure) {
                            errors.merge(failure.getSQLState() + "/" + failure.getErrorCode(), 1, Integer::sum);
                        }
                    }
                });
                threads[index].start();
            }
            in.readLine();
            ended.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return "written=" + written + " silentMillis=" + longest.get() / 1_000_000 + " errors=" + new TreeMap<>(errors);
    }
}
