package ai.fourminds.rds.internal.credentials.cognito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known answers that an independent client gave; the resource's README says how they were made. */
class SrpClientTest {

    static Stream<Arguments> vectors() throws IOException {
        try (InputStream json = SrpClientTest.class.getResourceAsStream("srp-vectors.json")) {
            List<Arguments> vectors = new ArrayList<>();
            new ObjectMapper()
                    .readTree(json)
                    .forEach(vector ->
                            vectors.add(Arguments.of(vector.get("name").asText(), vector)));
            return vectors.stream();
        }
    }

    private static BigInteger number(JsonNode vector, String name) {
        return new BigInteger(vector.get(name).asText(), 16);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void answersAsTheIndependentClientDoes(String name, JsonNode vector) throws GeneralSecurityException {
        SrpClient client = new SrpClient(number(vector, "a"));
        JsonNode expected = vector.get("expected");
        assertThat(client.publicValue()).isEqualTo(number(expected, "srpA"));
        String pool = vector.get("userPoolId").asText();
        String identity = pool.substring(pool.indexOf('_') + 1)
                + vector.get("userIdForSrp").asText();
        byte[] key = client.key(
                number(vector, "srpB"),
                number(vector, "salt"),
                identity,
                vector.get("password").asText());
        assertThat(HexFormat.of().formatHex(key)).isEqualTo(expected.get("key").asText());
        byte[] block = Base64.getDecoder().decode(vector.get("secretBlock").asText());
        byte[] claim =
                SrpClient.claim(key, identity, block, vector.get("timestamp").asText());
        assertThat(Base64.getEncoder().encodeToString(claim))
                .isEqualTo(expected.get("signature").asText());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void refusesServerValuesThatWouldGiveTheKeyAway(int multiple) {
        BigInteger n = SrpClient.group();
        SrpClient client = new SrpClient(BigInteger.TEN);
        assertThatThrownBy(() -> client.key(n.multiply(BigInteger.valueOf(multiple)), BigInteger.ONE, "pooluser", "pw"))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void theGroupIsTheOneOfTheStandard() {
        // RFC 3526: a safe prime, so (N - 1) / 2 is prime too.
        assertThat(SrpClient.group().bitLength()).isEqualTo(3072);
        assertThat(SrpClient.group().isProbablePrime(40)).isTrue();
        assertThat(SrpClient.group().shiftRight(1).isProbablePrime(40)).isTrue();
    }
}
