package ai.fourminds.rds.postgresql.login;

import ai.fourminds.rds.contract.family.ScriptedServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** What a {@link ScriptedServer} says and hears in PostgreSQL's protocol. Stateless and thread-safe. */
final class PostgresqlWords {

    private PostgresqlWords() {}

    /** Reads what pgjdbc sends when it asks for TLS. */
    static void readTlsRequest(ScriptedServer server, Socket client) throws IOException {
        server.hear(client.getInputStream(), 8);
    }

    /** Agrees to TLS and shakes hands. */
    static SSLSocket tls(ScriptedServer server, Socket client, SSLContext context) throws IOException {
        readTlsRequest(server, client);
        client.getOutputStream().write('S');
        return server.secure(client, context);
    }

    /** Reads a start-up packet, asks for authentication with this message body, and hears the client out. */
    static void ask(ScriptedServer server, Socket client, byte... request) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        server.hear(in, in.readInt() - 4);
        OutputStream out = client.getOutputStream();
        out.write('R');
        out.write(new byte[] {0, 0, 0, (byte) (4 + request.length)});
        out.write(request);
        out.flush();
        server.hear(in, Integer.MAX_VALUE);
    }
}
