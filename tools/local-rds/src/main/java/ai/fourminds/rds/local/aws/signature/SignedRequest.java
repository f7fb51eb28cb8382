package ai.fourminds.rds.local.aws.signature;

import ai.fourminds.rds.local.iam.UriText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The signed parts of an HTTP request; header names are lower case. Immutable; never prints itself. */
public record SignedRequest(
        String method, String rawQuery, Map<String, String> headers, String body, String payloadHash) {
    public SignedRequest {
        headers = new TreeMap<>(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    List<Map.Entry<String, String>> query() {
        return UriText.parameters(rawQuery);
    }

    @Override
    public String toString() {
        return "SignedRequest[" + method + "]";
    }
}
