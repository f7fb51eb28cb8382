package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.server.ServerProcess;
import ai.fourminds.rds.local.server.ServerUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs PostgreSQL's programs with one data folder. The superuser needs a password. IAM users need none, but can only
 * connect through a socket in that folder, which is closed to other users of the machine. Used by one thread.
 *
 * @param home the folder of the programs
 * @param folder the folder of data and socket; log and access rules lie beside it
 * @param options options of this server only, such as {@code wal_keep_size=512MB}
 */
record PostgresProgram(Path home, Path folder, List<String> options) {
    private static final String ACCESS_RULES = """
        local all +rds_iam                trust
        host  all postgres   127.0.0.1/32 scram-sha-256
        """;

    /** Trusts the same closed socket as the rule for IAM users. */
    private static final String REPLICATION_RULE = "local replication postgres trust\n";

    /** Creates the data directory that the server starts from. */
    void prepare(String password) throws IOException {
        makeFolder();
        ServerProcess.run(
                List.of(
                        program("initdb"),
                        "--pgdata=" + data(),
                        "--username=postgres",
                        "--auth=scram-sha-256",
                        "--pwfile=/dev/stdin",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--locale=C.UTF-8",
                        "--no-sync",
                        "--no-instructions"),
                password,
                log());
    }

    /** Copies the data directory to another server; neither server may have started. */
    void copyTo(PostgresProgram other) throws IOException {
        other.makeFolder();
        // Copied by the servers' user, who owns the files.
        run("cp", "-R", data().toString(), other.data().toString());
    }

    /** Makes the server a standby of another from its next start on. */
    void demote() throws IOException {
        run("touch", data().resolve("standby.signal").toString());
    }

    ServerProcess launch() throws IOException {
        return ServerProcess.launch(this::command, "INT", log(), this::ready);
    }

    private void run(String... command) throws IOException {
        ServerProcess.run(List.of(command), "", log());
    }

    private void makeFolder() throws IOException {
        ServerUser user = ServerUser.current();
        user.makeFolder(folder);
        user.demandProgram(Path.of(program("postgres")));
        Files.writeString(accessRules(), ACCESS_RULES + REPLICATION_RULE);
    }

    /** Returns the socket through which the gateways connect. */
    Path socket(int port) {
        return folder.resolve(".s.PGSQL." + port);
    }

    private List<String> command(int port) {
        List<String> command =
                new ArrayList<>(List.of(program("postgres"), "-D", data().toString(), "-p", String.valueOf(port)));
        Stream.of(
                        "hba_file=" + accessRules(),
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=" + folder,
                        "unix_socket_permissions=0700",
                        "fsync=off",
                        "full_page_writes=off",
                        "synchronous_commit=off",
                        "timezone=UTC",
                        "log_timezone=UTC")
                .forEach(option -> command.addAll(List.of("-c", option)));
        options.forEach(option -> command.addAll(List.of("-c", option)));
        return command;
    }

    /** Whether the last line of the server's PID file says that it is ready, as pg_ctl checks it. */
    private boolean ready() throws IOException {
        Path pidFile = data().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return false;
        }
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        return lines.size() >= 8 && lines.get(7).strip().equals("ready");
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Path accessRules() {
        return folder.resolveSibling(folder.getFileName() + "-hba.conf");
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }
}
