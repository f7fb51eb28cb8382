package ai.fourminds.rds.local.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.local.server.gateway.ProtocolViolation;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;

/** Whatever a client sends to the PostgreSQL gateway, it is an opening or a violation of the protocol. */
class OpeningFuzz {

    @FuzzTest(maxDuration = "3m")
    void anyBytesAreAnOpeningOrAViolation(byte[] data) throws IOException {
        try {
            Opening opening = Opening.read(new ByteArrayInputStream(data));
            if (opening instanceof Opening.Startup startup) {
                assertThat(startup.user()).doesNotContain("\0");
                assertThat(startup.database()).doesNotContain("\0");
            }
        } catch (EOFException | ProtocolViolation refused) {
            assertThat(refused).isNotNull();
        }
    }

    @FuzzTest(maxDuration = "3m")
    void anyBytesAreAPasswordOrAViolation(byte[] data) throws IOException {
        try {
            assertThat(Opening.readPassword(new ByteArrayInputStream(data), 1_024))
                    .hasSizeLessThanOrEqualTo(1_024);
        } catch (EOFException | ProtocolViolation refused) {
            assertThat(refused).isNotNull();
        }
    }
}
