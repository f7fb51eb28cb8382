package ai.fourminds.rds.local.aws.query;

import ai.fourminds.rds.local.iam.UriText;
import java.util.List;
import java.util.Map;

/** The signed parts of an HTTP request; header names are lower case. Immutable; never prints itself. */
public record SignedRequest(
        String method, String rawQuery, Map<String, String> headers, String body, String payloadHash) {
    List<Map.Entry<String, String>> query() {
        return UriText.parameters(rawQuery);
    }

    @Override
    public String toString() {
        return "SignedRequest[" + method + "]";
    }
}
