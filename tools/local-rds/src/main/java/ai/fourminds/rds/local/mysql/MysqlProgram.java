package ai.fourminds.rds.local.mysql;

import ai.fourminds.rds.local.mysql.protocol.Packet;
import ai.fourminds.rds.local.mysql.protocol.ServerPackets;
import ai.fourminds.rds.local.server.ServerProcess;
import ai.fourminds.rds.local.server.ServerUser;
import ai.fourminds.rds.local.server.gateway.Backend;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a distribution's programs with one data folder. All users have passwords, which no file contains. Used by one
 * thread.
 *
 * @param home the folder of the programs
 * @param folder the folder of data and socket, closed to other users of the machine; the log lies beside it
 * @param more options of this server only, such as {@code --server-id=1}
 */
record MysqlProgram(Distribution distribution, Path home, Path folder, List<String> more) {
    /** Creates the data directory that the server starts from. */
    void prepare(String password) throws IOException {
        makeFolder();
        String rootsPassword = "alter user 'root'@'localhost' identified by '" + password + "'";
        distribution.initialise(home, options(), rootsPassword, log());
    }

    /** Copies the data directory to another server; neither server may have started. */
    void copyTo(MysqlProgram other) throws IOException {
        other.makeFolder();
        // Copied by the servers' user, who owns the files, without the file that identifies the server.
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

    ServerProcess launch() throws IOException {
        // An orderly shutdown would take seconds, and the data is deleted next.
        return ServerProcess.launch(this::command, "KILL", log(), this::ready);
    }

    /** Returns the socket through which the gateways connect. */
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
                // The gateway connects before its client sends anything, and has a time limit of its own.
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
            return !ServerPackets.isError(Packet.read(backend).payload());
        } catch (IOException e) {
            return false;
        }
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }
}
