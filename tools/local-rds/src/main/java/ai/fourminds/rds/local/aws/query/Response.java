package ai.fourminds.rds.local.aws.query;

import java.util.Map;
import java.util.function.Consumer;

/** An HTTP response: status, headers and document. Immutable; never prints the document. */
public record Response(int httpStatus, Map<String, String> headers, String body) {
    public static final String REQUEST_ID = "x-amzn-RequestId";

    static Response xml(int httpStatus, String requestId, String root, Service service, Consumer<Xml> content) {
        var headers = Map.of("Content-Type", "text/xml;charset=utf-8", REQUEST_ID, requestId);
        return new Response(httpStatus, headers, Xml.document(root, service.namespace(), content));
    }

    @Override
    public String toString() {
        return "Response[" + httpStatus + "]";
    }
}
