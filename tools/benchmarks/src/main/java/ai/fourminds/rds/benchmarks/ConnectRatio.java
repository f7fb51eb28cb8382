package ai.fourminds.rds.benchmarks;

import ai.fourminds.rds.FourmindsRdsDriver;
import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.local.LocalRds;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/**
 * From {@code getConnection} to a connection: this driver, look-up, token and all, against the native driver with
 * {@code verify-full} and a token made beforehand. Prints medians in milliseconds and their ratio.
 */
public final class ConnectRatio {

    private static final String INSTANCE = "prod-analytics";
    private static final String USER = "fourminds_iam_user";
    private static final int WARM_UP = 50;

    private ConnectRatio() {}

    /** Connects as often as the first argument says, 200 times when there is none, turn and turn about. */
    public static void main(String[] arguments) throws SQLException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        try (LocalRds cloud = LocalRds.builder().sampleData(false).start()) {
            Attempt ours = ours(cloud);
            Attempt theirs = theirs(cloud);
            for (int round = 0; round < WARM_UP; round++) {
                nanos(ours);
                nanos(theirs);
            }
            long[] oursNanos = new long[rounds];
            long[] theirsNanos = new long[rounds];
            for (int round = 0; round < rounds; round++) {
                oursNanos[round] = nanos(ours);
                theirsNanos[round] = nanos(theirs);
            }
            report(oursNanos, theirsNanos);
        }
    }

    private static Attempt ours(LocalRds cloud) {
        Driver driver = new FourmindsRdsDriver();
        Properties properties = new Properties();
        properties.putAll(cloud.settings());
        return () -> Objects.requireNonNull(
                driver.connect("jdbc:fourminds-rds:" + INSTANCE + "/postgres", properties), "connection");
    }

    private static Attempt theirs(LocalRds cloud) throws SQLException {
        LocalInstance instance = cloud.instance(INSTANCE);
        Driver driver = DriverManager.getDriver("jdbc:postgresql://localhost/");
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "user",
                USER,
                "password",
                token(cloud, instance),
                "sslmode",
                "verify-full",
                "sslrootcert",
                cloud.rootCertificate().toString()));
        String url = "jdbc:postgresql://" + instance.host() + ":" + instance.port() + "/postgres";
        return () -> Objects.requireNonNull(driver.connect(url, properties), "connection");
    }

    static String token(LocalRds cloud, LocalInstance instance) {
        RdsUtilities utilities = RdsUtilities.builder()
                .region(Region.of(cloud.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        cloud.principal().accessKeyId(), cloud.principal().secretAccessKey())))
                .build();
        return utilities.generateAuthenticationToken(request ->
                request.hostname(instance.host()).port(instance.port()).username(USER));
    }

    private static long nanos(Attempt attempt) throws SQLException {
        long begun = System.nanoTime();
        try (Connection connection = attempt.connect()) {
            Objects.requireNonNull(connection, "connection");
            return System.nanoTime() - begun;
        }
    }

    private static void report(long[] ours, long[] theirs) {
        double mine = quantile(ours, 0.5);
        double peer = quantile(theirs, 0.5);
        System.out.printf(
                Locale.ROOT,
                "connects: %d each%nfourminds-rds: median %.2f ms (p10 %.2f, p90 %.2f)%n"
                        + "native pgjdbc:  median %.2f ms (p10 %.2f, p90 %.2f)%nratio of medians: %.2f%n",
                ours.length,
                mine,
                quantile(ours, 0.1),
                quantile(ours, 0.9),
                peer,
                quantile(theirs, 0.1),
                quantile(theirs, 0.9),
                mine / peer);
    }

    private static double quantile(long[] nanos, double share) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))] / 1e6;
    }

    /** One connect. */
    @FunctionalInterface
    private interface Attempt {
        Connection connect() throws SQLException;
    }
}
