package ai.fourminds.rds.local.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.server.gateway.ProtocolViolation;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;

/** Whatever a client sends to the MySQL gateway, it is a packet or a violation of the protocol. */
class ClientHelloFuzz {

    @FuzzTest(maxDuration = "3m")
    void anyHelloIsReadOrAViolation(byte[] data) {
        try {
            ClientHello.requestsTls(data);
            ClientHello hello = ClientHello.parse(data);
            byte[] behind = hello.behindGateway(-1, new byte[20]);
            assertThat(ClientHello.parse(behind).user()).isEqualTo(hello.user());
        } catch (ProtocolViolation refused) {
            assertThat(refused).hasMessageNotContaining("\n");
        }
    }

    @FuzzTest(maxDuration = "3m")
    void anyBytesAreAPacketOrTheirEnd(byte[] data) throws IOException {
        try {
            assertThat(Packet.read(new ByteArrayInputStream(data), 1_024).payload())
                    .hasSizeLessThanOrEqualTo(1_024);
            Greeting.parse(data);
        } catch (EOFException | ProtocolViolation refused) {
            assertThat(refused).isNotNull();
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
