package ai.fourminds.rds.local.iam;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The canonical request of Signature Version 4. Header names are lower case; query parameters are decoded. Immutable.
 * Source: AWS documentation, "Create a signed AWS API request".
 */
public record CanonicalRequest(
        String method, List<Map.Entry<String, String>> query, SortedMap<String, String> headers, String payloadHash) {

    String text() {
        String headerLines = headers.entrySet().stream()
                .map(header -> header.getKey() + ":" + header.getValue().strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        // The path is always the root, in the query protocol and in tokens.
        return String.join(
                "\n", method, "/", queryText(), headerLines, String.join(";", headers.keySet()), payloadHash);
    }

    private String queryText() {
        return query.stream()
                .map(parameter -> Map.entry(UriText.encode(parameter.getKey()), UriText.encode(parameter.getValue())))
                .sorted(Map.Entry.<String, String>comparingByKey()
                        .thenComparing(Map.Entry.comparingByValue(Comparator.naturalOrder())))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
    }
}
