package ai.fourminds.rds.local.mysql.protocol;

import ai.fourminds.rds.local.server.gateway.Backend;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Logs in to the server behind the gateway, with the authentication plugin of the user. Used once, by one thread. */
public final class BackendLogin {
    private static final byte[] PUBLIC_KEY_REQUEST = {2};
    private static final int PASSWORD_IS_CACHED = 3;
    private static final int PASSWORD_IS_NOT_CACHED = 4;

    private final Backend backend;
    private final String password;
    private byte[] salt;

    public BackendLogin(Backend backend, String password, byte[] salt) {
        this.backend = backend;
        this.password = password;
        this.salt = salt;
    }

    /** Returns the server's last packet, which may be a refusal. */
    public byte[] run(ClientHello hello, int offered) throws IOException {
        byte[] first = hello.behindGateway(offered, Proofs.nativePassword(password, salt));
        Packet answer = ask(1, first);
        while (ServerPackets.isQuestion(answer.payload())) {
            answer = ServerPackets.isSwitch(answer.payload()) ? change(answer) : prove(answer);
        }
        return answer.payload();
    }

    /** Answers a switch to the user's own authentication plugin. */
    private Packet change(Packet request) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(request.payload()).position(1);
        String plugin = new String(Fields.terminated(in), StandardCharsets.US_ASCII);
        salt = Fields.take(in, Greeting.SALT_LENGTH);
        byte[] proof = switch (plugin) {
            case Proofs.NATIVE -> Proofs.nativePassword(password, salt);
            case Proofs.CACHING_SHA2 -> Proofs.cachingSha2(password, salt);
            default -> throw new IOException("the database wants its users to log in by " + plugin);
        };
        return ask(request.sequence() + 1, proof);
    }

    private Packet prove(Packet request) throws IOException {
        byte[] payload = request.payload();
        int state = payload.length < 2 ? 0 : payload[1];
        if (state == PASSWORD_IS_CACHED) {
            return Packet.read(backend);
        }
        if (state != PASSWORD_IS_NOT_CACHED) {
            throw new IOException("the database asks for something unknown during the login");
        }
        if (backend.isLocal()) {
            // Through a socket the server takes every packet for the password, even a request for the key.
            return ask(request.sequence() + 1, (password + '\0').getBytes(StandardCharsets.UTF_8));
        }
        Packet key = ask(request.sequence() + 1, PUBLIC_KEY_REQUEST);
        if (ServerPackets.isError(key.payload())) {
            return key;
        }
        String pem = new String(key.payload(), 1, key.payload().length - 1, StandardCharsets.US_ASCII);
        return ask(key.sequence() + 1, Proofs.encrypted(password, salt, pem));
    }

    private Packet ask(int sequence, byte[] payload) throws IOException {
        backend.send(new Packet(sequence, payload).bytes());
        return Packet.read(backend);
    }
}
