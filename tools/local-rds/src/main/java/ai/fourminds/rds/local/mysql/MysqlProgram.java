package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.mysql.protocol.Packet;
import ai.fourminds.rds.local.mysql.protocol.Words;
import ai.fourminds.rds.local.server.RunningServer;
import ai.fourminds.rds.local.server.ServerProcess;
import ai.fourminds.rds.local.server.ServerUser;
import ai.fourminds.rds.local.server.gateway.Backend;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A distribution's programs at work on one folder. All users have passwords, which no file holds. Used by one thread.
 *
 * @param home where the programs are
 * @param folder for data and socket; closed to other users of the machine. The log lies beside it.
 * @param more options of the server alone, such as {@code --server-id=1}
 */
record MysqlProgram(Distribution distribution, Path home, Path folder, List<String> more) {
    RunningServer start(String password) throws IOException {
        prepare(password);
        return launch();
    }

    /** Makes the data that a server starts from. */
    void prepare(String password) throws IOException {
        makeFolder();
        String rootsPassword = "alter user 'root'@'localhost' identified by '" + password + "'";
        distribution.initialise(home, options(), rootsPassword, log());
    }

    /** Makes the data of another server, which starts from the same as this one, and has not started yet. */
    void copyTo(MysqlProgram other) throws IOException {
        other.makeFolder();
        // By the user that the servers run as, to whom the files belong. What stays behind says which server this is.
        String copy = "cp -R \"$0\"/. \"$1\" && rm -f \"$1\"/auto.cnf";
        ServerProcess.run(
                List.of(
                        "/bin/sh",
                        "-c",
                        copy,
                        folder.resolve("data").toString(),
                        other.folder().resolve("data").toString()),
                "",
                log());
    }

    private void makeFolder() throws IOException {
        ServerUser user = ServerUser.current();
        user.makeFolder(folder, "data", "tmp");
        user.demandProgram(distribution.server(home));
    }

    RunningServer launch() throws IOException {
        // An orderly shutdown takes seconds, for data that are deleted next.
        return RunningServer.launch(this::command, "KILL", log(), port -> ready());
    }

    /** The socket through which the gateways reach the server. */
    Path socket() {
        return folder.resolve("socket");
    }

    private List<String> command(int port) {
        List<String> command = options();
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=" + socket(),
                "--pid-file=" + folder.resolve("pid"),
                // The gateway connects before its client has said anything, and has a limit of its own.
                "--connect-timeout=60"));
        command.addAll(more);
        return command;
    }

    private List<String> options() {
        List<String> options = new ArrayList<>();
        options.add(distribution.server(home).toString());
        options.add("--no-defaults");
        options.addAll(List.of(
                "--basedir=" + home,
                "--datadir=" + folder.resolve("data"),
                "--tmpdir=" + folder.resolve("tmp"),
                "--skip-log-bin",
                "--ssl=OFF",
                "--local-infile=OFF",
                "--performance-schema=OFF",
                "--max-allowed-packet=64M",
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--innodb-buffer-pool-size=128M",
                "--innodb-flush-log-at-trx-commit=0"));
        options.addAll(distribution.options(home));
        return options;
    }

    private boolean ready() {
        try (Backend backend = Backend.connect(UnixDomainSocketAddress.of(socket()))) {
            return !Words.isError(Packet.read(backend).payload());
        } catch (IOException e) {
            return false;
        }
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }
}
