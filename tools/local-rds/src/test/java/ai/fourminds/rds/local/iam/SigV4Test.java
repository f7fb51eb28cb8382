package ai.fourminds.rds.local.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigV4Test {
    /** The worked example of AWS's documentation, whose keys are published and open nothing. */
    @Test
    void theExampleOfTheDocumentationComesOut() {
        var scope = new CredentialScope("AKIDEXAMPLE", "20150830", "us-east-1", "iam");
        var headers = new TreeMap<>(Map.of(
                "content-type", "application/x-www-form-urlencoded; charset=utf-8",
                "host", "iam.amazonaws.com",
                "x-amz-date", "20150830T123600Z"));
        var query = List.of(Map.entry("Version", "2010-05-08"), Map.entry("Action", "ListUsers"));
        var request = new CanonicalRequest("GET", query, headers, SigV4.sha256(new byte[0]));
        String signature =
                SigV4.signature("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", scope, "20150830T123600Z", request);
        assertThat(signature).isEqualTo("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a+b", "100%", "%s 🚲 ü \"'\n\0", "~-._", "a/b?c=d&e"})
    void encodingIsUndoneByDecoding(String text) {
        assertThat(UriText.encode(text)).matches("[A-Za-z0-9%._~-]*");
        assertThat(UriText.decode(UriText.encode(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%4", "%zz", "%ff", "%c3%28"})
    void brokenEncodingIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> UriText.decode(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-11-23T00:00:00Z", "20261323T000000Z", "20261123T000000", "🚲"})
    void whatIsNoDateIsEmpty(String text) {
        assertThat(SigV4.parseDate(text)).isEmpty();
    }
}
