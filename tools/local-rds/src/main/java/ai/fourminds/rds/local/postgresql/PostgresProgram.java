package ai.fourminds.rds.local.postgresql;

import ai.fourminds.rds.local.server.RunningServer;
import ai.fourminds.rds.local.server.ServerProcess;
import ai.fourminds.rds.local.server.ServerUser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PostgreSQL's programs at work on one folder. The superuser needs a password; IAM users come in without one, but only through
 * a socket in that folder, which is closed to other users of the machine. Used by one thread.
 *
 * @param home where the programs are
 * @param folder for data and socket; log and access rules lie beside it
 */
record PostgresProgram(Path home, Path folder) {
    private static final String ACCESS_RULES = """
            local all +rds_iam                trust
            host  all postgres   127.0.0.1/32 scram-sha-256
            """;

    RunningServer start(String password) throws IOException {
        ServerUser user = ServerUser.current();
        user.makeFolder(folder);
        user.demandProgram(Path.of(program("postgres")));
        Files.writeString(accessRules(), ACCESS_RULES);
        initialise(password);
        return RunningServer.launch(this::command, "INT", log(), port -> ready());
    }

    /** The socket through which the gateways reach the server. */
    Path socket(int port) {
        return folder.resolve(".s.PGSQL." + port);
    }

    private void initialise(String password) throws IOException {
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

    private List<String> command(int port) {
        return List.of(
                program("postgres"),
                "-D",
                data().toString(),
                "-p",
                String.valueOf(port),
                "-c",
                "hba_file=" + accessRules(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=" + folder,
                "-c",
                "unix_socket_permissions=0700",
                "-c",
                "fsync=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "timezone=UTC",
                "-c",
                "log_timezone=UTC");
    }

    /** The last line of the server's PID file says how far it is, which is what pg_ctl goes by too. */
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
        return folder.resolveSibling("pg_hba.conf");
    }

    private Path log() {
        return folder.resolveSibling("postgresql.log");
    }
}
