package ai.fourminds.rds.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.local.server.MissingRequirement;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/** Plain types come out byte for byte as PostgreSQL's own COPY writes them, and as psql does where it is installed. */
class PsqlCopyTest {

    private static final String DB = "plain";
    private static final String SELECT = "SELECT id, n, r, d, t, v, day, at, span, u, ip, vec, rng FROM public.plain";
    private static final String COPY = "(" + SELECT + ") TO STDOUT (FORMAT csv, HEADER)";

    @TempDir
    Path folder;

    @BeforeAll
    static void create() throws SQLException {
        Cloud.createDatabase(
                DB,
                "CREATE TABLE public.plain AS SELECT i AS id, (i * 1.10)::numeric(12,2) AS n, (i / 7.0)::real AS r,"
                        + " i / 7.0::float8 AS d, CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'a,\"b\"' || i"
                        + " WHEN 3 THEN E'line\\nbreak é🦆' ELSE 'row ' || i END AS t, ('v' || i)::varchar(20) AS v,"
                        + " date '2000-01-01' + i AS day, timestamp '2000-01-01' + i * interval '1.5 s' AS at,"
                        + " i * interval '1 min' AS span, md5(i::text)::uuid AS u, ('10.0.0.' || i % 250)::inet AS ip,"
                        + " to_tsvector('simple', 'word' || i) AS vec, int4range(i, i + 2) AS rng"
                        + " FROM generate_series(1, 20000) i");
    }

    @Test
    void theExportEqualsCopysOwnOutput() throws Exception {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        try (Connection connection = Cloud.connect(DB)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + COPY, expected);
        }

        assertThat(Exports.export(DB, Exports.table("public", "plain")).csv())
                .isEqualTo(expected.toString(StandardCharsets.UTF_8));
    }

    @Test
    void theExportEqualsWhatPsqlWrites() throws Exception {
        assertThat(Exports.export(DB, Exports.table("public", "plain")).csv()).isEqualTo(copyWith(psql()));
    }

    private static Path psql() throws MissingRequirement {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(place -> Path.of(place, "psql"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new MissingRequirement("exports are not compared with those of psql, which this"
                        + " machine lacks: install it, on Debian by 'apt-get install postgresql-client'"));
    }

    private String copyWith(Path psql) throws IOException, InterruptedException {
        Path file = folder.resolve("plain.csv");
        LocalInstance instance = Cloud.instance("prod-analytics");
        String address = "host=" + instance.host() + " hostaddr=127.0.0.1 port=" + instance.listenPort() + " dbname="
                + DB + " user=" + Cloud.USER + " sslmode=verify-full sslrootcert=" + Cloud.rootCertificate();
        String copy = "\\copy " + COPY.replace("TO STDOUT", "TO '" + file + "'");
        ProcessBuilder builder = new ProcessBuilder(psql.toString(), "-X", "-q", "-w", "-c", copy, address);
        builder.environment()
                .put("PGPASSWORD", Cloud.token(instance, Cloud.USER).value());
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return Files.readString(file);
    }
}
