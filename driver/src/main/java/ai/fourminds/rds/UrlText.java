package ai.fourminds.rds;

import ai.fourminds.rds.internal.settings.JdbcUrl;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes URLs that the driver reads back. Stateless. */
final class UrlText {

    private static final String PLAIN = "-._~:@!$'()*,;";

    private UrlText() {}

    /** @param region null for a DNS name of the user's own, which may lead to another region tomorrow */
    static String of(
            String instance, @Nullable String database, @Nullable String region, Map<String, String> settings) {
        Map<String, String> parameters = new TreeMap<>(settings);
        if (region != null) {
            parameters.put("region", region);
        }
        StringBuilder url = new StringBuilder(JdbcUrl.PREFIX).append(encode(instance));
        if (database != null) {
            url.append('/').append(encode(database));
        }
        char separator = '?';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            url.append(separator).append(encode(parameter.getKey())).append('=');
            url.append(encode(parameter.getValue()));
            separator = '&';
        }
        return url.toString();
    }

    /** Percent-encodes one part of a URL. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (octet & 0xff);
            boolean alphanumeric = character < 128 && Character.isLetterOrDigit(character);
            if (alphanumeric || PLAIN.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
            }
        }
        return encoded.toString();
    }
}
