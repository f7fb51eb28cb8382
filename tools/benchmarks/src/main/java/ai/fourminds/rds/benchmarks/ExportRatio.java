package ai.fourminds.rds.benchmarks;

import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.local.LocalRds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The command line's export of one wide table against {@code psql \copy} of the same SELECT: whole processes, JVM start
 * and AWS look-up included, turn and turn about, through the same gateway. Prints medians and their ratio.
 */
public final class ExportRatio {

    private static final String INSTANCE = "prod-analytics";
    private static final String USER = "fourminds_iam_user";

    private static final String TABLE = """
            CREATE TABLE public.wide AS
            SELECT g::bigint AS id, (g % 100000)::int AS customer, (g % 1000)::smallint AS store,
                   (g * 1.37)::numeric(12,2) AS amount, g / 7.0::double precision AS rate, g % 3 = 0 AS gift,
                   'SKU-' || (g % 5000) AS sku,
                   CASE g % 10 WHEN 0 THEN 'comma, and "quotes" in a note of some length that goes on for a while'
                                WHEN 1 THEN E'two\\nlines, Grüße, \\u00e9t\\u00e9 and more text to make it about eighty'
                                ELSE 'a plain remark about order number ' || g || ' that somebody typed in once' END AS note,
                   date '2020-01-01' + (g % 2000)::int AS day,
                   timestamp '2020-01-01' + g * interval '1.000123 second' AS made,
                   timestamptz '2020-01-01 00:00:00+00' + g * interval '1 second' AS paid,
                   md5(g::text)::uuid AS token,
                   jsonb_build_object('n', g, 'tags', jsonb_build_array('a', g % 7)) AS detail,
                   CASE WHEN g % 2 = 0 THEN 'half' END AS half
            FROM generate_series(1, {rows}) g
            """;

    private static final String SELECT = "SELECT id, customer, store, amount, rate, gift::text AS gift, sku, note, day,"
            + " made, replace(paid::text, '+00', '+00:00') AS paid, token, detail, half FROM public.wide";

    private ExportRatio() {}

    /** Arguments: folder of the command line's jars, rows (1,000,000), rounds (5). */
    public static void main(String[] arguments) throws Exception {
        String jars = arguments[0];
        int rows = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
        Path folder = Files.createTempDirectory("export-ratio-");
        try (LocalRds cloud = LocalRds.start()) {
            load(cloud.instance(INSTANCE), rows);
            Path file = folder.resolve("psql.csv");
            Contender ours = ours(cloud, jars, folder);
            Contender psql = new Contender("psql \\copy", command(cloud, file), environment(cloud));
            for (int round = -1; round < rounds; round++) {
                ours.run(round >= 0);
                psql.run(round >= 0);
            }
            boolean same = sha256(file).equals(sha256(folder.resolve("ours/public.wide.csv")));
            System.out.println("the same bytes: " + same);
            System.out.println(ours.report());
            System.out.println(psql.report());
            System.out.printf(Locale.ROOT, "ratio of medians: %.2f%n", ours.median() / psql.median());
        }
    }

    private static void load(LocalInstance instance, int rows) throws SQLException {
        try (Connection admin = instance.adminConnection("sales");
                Statement statement = admin.createStatement()) {
            statement.execute(TABLE.replace("{rows}", Integer.toString(rows)));
            statement.execute("GRANT SELECT ON public.wide TO " + USER);
            statement.execute("VACUUM ANALYZE public.wide");
        }
    }

    private static Contender ours(LocalRds cloud, String jars, Path folder) {
        Map<String, String> environment = new HashMap<>();
        Function<String, String> variable =
                name -> "FOURMINDS_RDS_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
        cloud.settings().forEach((name, value) -> environment.put(variable.apply(name), value));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + System.getProperty("tier", "4"),
                "-Xmx64m",
                "-Xshare:auto",
                "-cp",
                jars,
                "ai.fourminds.rds.cli.Main"));
        command.addAll(List.of("export", INSTANCE, "sales", "public.wide", "--max-rows", "0", "--jobs", "1"));
        command.addAll(List.of(
                "--timeout",
                "3600",
                "--overwrite",
                "--out",
                folder.resolve("ours").toString()));
        return new Contender("fourminds-rds", command, environment);
    }

    private static List<String> command(LocalRds cloud, Path file) {
        LocalInstance instance = cloud.instance(INSTANCE);
        String target = "host=" + instance.host() + " port=" + instance.port() + " dbname=sales user=" + USER
                + " sslmode=verify-full sslrootcert=" + cloud.rootCertificate();
        String copy = "\\copy (" + SELECT + ") to '" + file + "' csv header";
        return List.of("psql", "-X", "-q", target, "-c", "SET timezone='UTC'", "-c", copy);
    }

    private static Map<String, String> environment(LocalRds cloud) {
        return Map.of("PGPASSWORD", ConnectRatio.token(cloud, cloud.instance(INSTANCE)));
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (var in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
