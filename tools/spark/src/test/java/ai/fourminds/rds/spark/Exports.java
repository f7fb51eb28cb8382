package ai.fourminds.rds.spark;

import ai.fourminds.rds.export.Manifest;
import ai.fourminds.rds.export.TableReport;
import ai.fourminds.rds.local.principals.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The job into one folder, by web identity tokens; and what it leaves there. For one thread. */
final class Exports {

    private static final String ROLE = "spark-export";

    private final Cluster cluster;
    private final String database;
    private final Path folder;
    private final Path token;
    private String said = "";
    private byte[] data = {};

    Exports(Cluster cluster, String database, Path folder) throws IOException {
        this.cluster = cluster;
        this.database = database;
        this.folder = folder;
        String anyUser = "arn:aws:rds-db:*:" + cluster.rds().accountId() + ":dbuser:*/*";
        cluster.rds().addRole(Role.named(ROLE).withConnect(anyUser).trustingWebIdentity("spark"));
        token = Cluster.target().resolve("web-identity-token");
        Files.writeString(token, cluster.rds().webIdentityToken("spark", Duration.ofHours(1)));
    }

    /** Runs it; into the folder, unless another is named. */
    int run(String instance, String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(instance, database));
        if (!List.of(more).contains("--out")) {
            args.addAll(List.of("--out", folder.toString()));
        }
        args.addAll(settings());
        // Executors that start leave little time to the rest.
        args.addAll(List.of("--connect-timeout", "60s", "--discovery-timeout", "60s"));
        args.addAll(Arrays.asList(more));
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        int code = SparkExport.run(
                cluster.spark(),
                args,
                new PrintStream(written, true, StandardCharsets.UTF_8),
                new PrintStream(heard, true, StandardCharsets.UTF_8));
        said = heard.toString(StandardCharsets.UTF_8);
        data = written.toByteArray();
        return code;
    }

    private List<String> settings() {
        List<String> options = new ArrayList<>();
        cluster.rds().settings(Role.named(ROLE), token).forEach((name, value) -> {
            options.add("--" + name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT));
            options.add(value);
        });
        return options;
    }

    /** What the last run said. */
    String said() {
        return said;
    }

    /** What it wrote to standard output. */
    byte[] data() {
        return data;
    }

    Path token() {
        return token;
    }

    Manifest manifest() throws IOException {
        return Manifest.parse(Files.readAllBytes(folder.resolve("export.json")));
    }

    static TableReport table(Manifest manifest, String name) {
        return manifest.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The files of a table. */
    List<Path> parts(TableReport table) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(String.valueOf(table.file())))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("part-"))
                    .sorted()
                    .toList();
        }
    }

    /** The first cells of a table's rows, numbers, sorted. */
    List<Integer> ids(TableReport table) throws IOException {
        List<Integer> ids = new ArrayList<>();
        for (Path part : parts(table)) {
            if (part.toString().endsWith(".parquet")) {
                Dataset<Row> rows = cluster.spark().read().parquet(part.toString());
                rows.select(rows.columns()[0])
                        .collectAsList()
                        .forEach(row -> ids.add(((Number) row.get(0)).intValue()));
                continue;
            }
            try (Stream<String> lines = Files.lines(part)) {
                lines.skip(1)
                        .map(line -> Integer.valueOf(line.substring(0, line.indexOf(','))))
                        .forEach(ids::add);
            }
        }
        ids.sort(null);
        return ids;
    }
}
