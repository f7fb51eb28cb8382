package ai.fourminds.rds.local.aws;

import java.util.Map;

/** An HTTP response: status, headers and document. Immutable; never prints the document. */
record Response(int httpStatus, String requestId, Map<String, String> headers, String body) {
    static Response xml(int httpStatus, String requestId, String body) {
        return new Response(httpStatus, requestId, Map.of("Content-Type", "text/xml;charset=utf-8"), body);
    }

    @Override
    public String toString() {
        return "Response[" + httpStatus + ", " + requestId + "]";
    }
}
