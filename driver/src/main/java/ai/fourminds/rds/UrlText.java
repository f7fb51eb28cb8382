package ai.fourminds.rds;

import ai.fourminds.rds.internal.settings.JdbcUrl;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes URLs that the driver reads back. Stateless. */
final class UrlText {

    // ~ : @ ! $ ' ( ) , ; may stand in a part, but forms encode them.
    private static final Pattern NEEDLESS = Pattern.compile("%(?:7E|3A|40|21|24|27|28|29|2C|3B)");

    private UrlText() {}

    /** @param region null for a DNS name of the user's own, which may lead to another region tomorrow */
    static String of(
            String instance, @Nullable String database, @Nullable String region, Map<String, String> settings) {
        Map<String, String> parameters = new TreeMap<>(settings);
        if (region != null) {
            parameters.put("region", region);
        }
        String query = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return JdbcUrl.PREFIX
                + encode(instance)
                + (database == null ? "" : "/" + encode(database))
                + (query.isEmpty() ? "" : "?" + query);
    }

    /** Percent-encodes one part of a URL. */
    static String encode(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return NEEDLESS.matcher(encoded)
                .replaceAll(
                        found -> Matcher.quoteReplacement(URLDecoder.decode(found.group(), StandardCharsets.UTF_8)));
    }
}
