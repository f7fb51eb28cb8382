package ai.fourminds.rds.local.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Known answers of an independent client; how they were made is said beside the driver's copy of them. */
class SrpExchangeTest {
    static Stream<Named<JsonNode>> vectors() throws IOException {
        try (InputStream file = SrpExchangeTest.class.getResourceAsStream("srp-vectors.json")) {
            JsonNode vectors = new ObjectMapper().readTree(file);
            return StreamSupport.stream(vectors.spliterator(), false)
                    .map(vector -> Named.of(vector.get("name").asText(), vector));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void theServerComesToTheKeyOfAnIndependentClient(JsonNode vector) {
        var verifier = Srp.Verifier.of(
                vector.get("userPoolId").asText().split("_", 2)[1],
                vector.get("username").asText(),
                vector.get("password").asText(),
                number(vector, "salt"));
        var exchange = Srp.Exchange.begin(verifier, number(vector, "srpA"), number(vector, "b"));
        assertThat(exchange.serverPublic()).isEqualTo(number(vector, "srpB"));
        assertThat(HexFormat.of().formatHex(exchange.key()))
                .isEqualTo(vector.get("key").asText());
    }

    @Test
    void theGroupIsASafePrimeOf3072Bits() {
        assertThat(Srp.N.bitLength()).isEqualTo(3072);
        assertThat(Srp.N.isProbablePrime(20)).isTrue();
        assertThat(Srp.N.shiftRight(1).isProbablePrime(20)).isTrue();
    }

    @Test
    void nothingOfAnExchangePrintsItself() {
        var verifier = Srp.Verifier.of("pool", "ann", "canary");
        assertThat(verifier.fits("pool", "ann", "canary")).isTrue();
        assertThat(verifier.fits("pool", "ann", "Canary")).isFalse();
        assertThat(verifier.toString()).isEqualTo("SrpVerifier[redacted]");
        assertThat(Srp.Exchange.begin(verifier, BigInteger.TEN).toString()).isEqualTo("SrpExchange[redacted]");
    }

    private static BigInteger number(JsonNode vector, String name) {
        return new BigInteger(vector.get(name).asText(), 16);
    }
}
