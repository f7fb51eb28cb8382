package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.server.Folders;
import ai.fourminds.rds.local.server.ServerProcess;
import java.io.IOException;
import java.net.JarURLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** MySQL 8.0.31 from the jar of Kill Bill's test server; requires the system's libaio. Immutable. */
public record Mysql(Path renamedLibaio) implements Distribution {
    private static final String VERSION = "8.0.31";
    private static final String ARCHIVE = "mysql-Linux-amd64.tar.gz";

    public Mysql() {
        // Debian renamed it in its transition to 64-bit time on 32-bit systems.
        this(Path.of("/usr/lib/x86_64-linux-gnu/libaio.so.1t64"));
    }

    @Override
    public String name() {
        return "MySQL";
    }

    @Override
    public Path unpacked(Path cache, Runnable beforeUnpacking) throws IOException {
        JarURLConnection jar = Distribution.jarWith(ARCHIVE, name());
        try (var archive = jar.getInputStream()) {
            String folder = "mysql-" + VERSION + "-"
                    + Long.toHexString(jar.getJarEntry().getCrc());
            return Folders.unpacked(cache, folder, beforeUnpacking, target -> {
                try (var tar = new GZIPInputStream(archive)) {
                    Folders.unpackTar(tar, target);
                }
            });
        }
    }

    @Override
    public void initialise(Path home, List<String> options, String statement, Path log) throws IOException {
        SharedLibraries.link(home.resolve("lib/private"), "libaio.so.1", renamedLibaio);
        List<String> command = new ArrayList<>(options);
        command.add("--initialize-insecure");
        command.add("--init-file=/dev/stdin");
        try {
            ServerProcess.run(command, statement + ";\n", log);
        } catch (IOException e) {
            throw SharedLibraries.explained(name(), e, log);
        }
    }

    @Override
    public Path server(Path home) {
        return home.resolve("bin/mysqld");
    }

    @Override
    public List<String> options(Path home) {
        return List.of(
                "--mysqlx=OFF",
                "--default-authentication-plugin=mysql_native_password",
                "--auto-generate-certs=OFF",
                "--sha256-password-auto-generate-rsa-keys=OFF",
                "--innodb-redo-log-capacity=64M",
                "--innodb-flush-method=nosync",
                "--innodb-doublewrite=OFF");
    }

    @Override
    public List<String> samples() {
        return List.of("shop.sql", "warehouse.sql", "hr-mysql.sql");
    }
}
