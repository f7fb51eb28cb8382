package ai.fourminds.rds.internal.aws;

import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;

/**
 * Finds HTTP proxies as the AWS CLI does: {@code HTTPS_PROXY}, for plain http {@code HTTP_PROXY}, and {@code NO_PROXY},
 * in upper or lower case. The JVM's own properties ({@code https.proxyHost}) come first. Sends no password to the
 * proxy, because the JDK sends none when it opens a tunnel. Stateless.
 */
final class Proxies {

    private Proxies() {}

    /** @param scheme the scheme of the URLs that are called */
    static ProxyConfiguration of(Map<String, String> environment, String scheme) {
        ProxyConfiguration.Builder proxy =
                ProxyConfiguration.builder().scheme(scheme).useEnvironmentVariablesValues(false);
        String given = variable(environment, scheme + "_proxy");
        if (!given.isEmpty() && System.getProperty(scheme + ".proxyHost") == null) {
            URI url = url(given.contains("://") ? given : "http://" + given, scheme);
            proxy.endpoint(URI.create("http://" + url.getHost() + ":" + (url.getPort() < 0 ? 80 : url.getPort())))
                    .nonProxyHosts(direct(variable(environment, "no_proxy")));
        }
        return proxy.build();
    }

    private static URI url(String given, String scheme) {
        try {
            URI url = new URI(given);
            if (url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // Reported below.
        }
        // Omits the value, which may hold a password.
        String words = scheme.toUpperCase(Locale.ROOT) + "_PROXY is no URL such as http://proxy.example.com:3128";
        throw SdkClientException.create(words, new ConnectException(words));
    }

    /** Returns patterns of the hosts to call directly: an entry also matches subdomains, and "*" every host. */
    private static Set<String> direct(String noProxy) {
        // This machine is never called through a proxy.
        Set<String> patterns = new HashSet<>(Set.of("localhost", "127\\..*", "\\[::1\\]"));
        Arrays.stream(noProxy.split("[,\\s]+"))
                .map(entry -> entry.replaceFirst("^(\\*?\\.)", "").toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.equals("*") ? ".*" : "(.*\\.)?" + Pattern.quote(entry))
                .forEach(patterns::add);
        return patterns;
    }

    private static String variable(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : value;
    }
}
