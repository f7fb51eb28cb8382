package ai.fourminds.rds.internal.settings;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The decoded parts of one of the driver's URLs, not yet interpreted.
 *
 * @param engine the engine in the engine form, lower case, or null in the short form
 * @param instance identifier, ARN or endpoint; empty if missing
 * @param database the database, or null
 * @param parameters the query's settings, in order
 */
public record JdbcUrl(
        @Nullable String engine, String instance, @Nullable String database, Map<String, String> parameters) {

    public static final String PREFIX = "jdbc:fourminds-rds:";

    private static final Pattern ENGINE_FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);

    // ~ : @ ! $ ' ( ) , ; may stand in a part, but forms encode them.
    private static final Pattern NEEDLESS = Pattern.compile("%(?:7E|3A|40|21|24|27|28|29|2C|3B)");

    private static final Set<Setting> WARNED = ConcurrentHashMap.newKeySet();

    public JdbcUrl {
        parameters = Map.copyOf(parameters);
    }

    public static boolean isOurs(@Nullable String url) {
        return url != null && url.startsWith(PREFIX);
    }

    /** Parses a URL; adds a fault for each unreadable part and omits it. */
    public static JdbcUrl parse(String url, List<String> faults) {
        String rest = url.substring(PREFIX.length());
        Matcher engineForm = ENGINE_FORM.matcher(rest);
        String engine = null;
        if (engineForm.matches()) {
            engine = engineForm.group(1).toLowerCase(Locale.ROOT);
            rest = engineForm.group(2);
        } else if (rest.startsWith("//")) {
            faults.add("URL: no engine stands before //; write " + PREFIX + "<instance>/<database>");
            rest = rest.substring(2);
        }
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        Map<String, String> parameters = question < 0 ? Map.of() : query(rest.substring(question + 1), faults);
        int slash = path.indexOf('/');
        String instance = decode("instance", slash < 0 ? path : path.substring(0, slash), faults)
                .strip();
        return new JdbcUrl(engine, instance, database(path, slash, faults), parameters);
    }

    /** Warns about secret settings, because tools store and log URLs; once per setting. */
    public void warnOfSecrets() {
        for (String name : parameters.keySet()) {
            Setting.named(name)
                    .filter(Setting::secret)
                    .filter(WARNED::add)
                    .ifPresent(setting -> Logger.getLogger("ai.fourminds.rds.settings")
                            .warning(setting.settingName()
                                    + " stands in the JDBC URL, which pools and tools keep and log. Set it"
                                    + " as a property, as " + setting.environmentVariable()
                                    + " in the environment, or in a saved"
                                    + " connection."));
        }
    }

    private static @Nullable String database(String path, int slash, List<String> faults) {
        String text = slash < 0 ? "" : path.substring(slash + 1);
        if (text.indexOf('/') >= 0) {
            faults.add("database: holds a slash; write it as %2F if it belongs to the name");
            return null;
        }
        String database = decode("database", text, faults);
        return database.isEmpty() ? null : database;
    }

    private static Map<String, String> query(String query, List<String> faults) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode("URL", equals < 0 ? pair : pair.substring(0, equals), faults);
            if (equals <= 0) {
                faults.add((name.isEmpty() ? "URL" : name) + ": has no value; settings are written name=value");
                continue;
            }
            String value = decode(name, pair.substring(equals + 1), faults);
            if (parameters.putIfAbsent(name, value) != null) {
                faults.add(name + ": is given twice in the URL");
            }
        }
        return parameters;
    }

    /** Decodes by RFC 3986: unlike in forms, {@code +} stands for itself; secret keys contain it. */
    private static String decode(String part, String text, List<String> faults) {
        try {
            String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            // The decoder's replacement for bytes that are not UTF-8.
            if (decoded.indexOf('\ufffd') < 0) {
                return decoded;
            }
        } catch (IllegalArgumentException malformed) {
            // Reported below.
        }
        faults.add(
                part + ": holds a % that does not begin an escape of two hexadecimal digits; write a plain % as %25");
        return "";
    }

    /**
     * Writes a URL that {@link #parse} reads back.
     *
     * @param region null for a DNS name of the user's own, which may lead to another region tomorrow
     */
    public static String of(
            String instance, @Nullable String database, @Nullable String region, Map<String, String> settings) {
        Map<String, String> parameters = new TreeMap<>(settings);
        if (region != null) {
            parameters.put("region", region);
        }
        String query = parameters.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return PREFIX
                + encode(instance)
                + (database == null ? "" : "/" + encode(database))
                + (query.isEmpty() ? "" : "?" + query);
    }

    /** Percent-encodes one part of a URL. */
    public static String encode(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return NEEDLESS.matcher(encoded)
                .replaceAll(
                        found -> Matcher.quoteReplacement(URLDecoder.decode(found.group(), StandardCharsets.UTF_8)));
    }

    /** Shows no parameter's value: a URL may carry a secret. */
    @Override
    public String toString() {
        return "JdbcUrl[engine=" + engine + ", instance=" + instance + ", database=" + database + ", parameters="
                + parameters.keySet() + "]";
    }
}
