package ai.fourminds.rds.internal.settings;

import ai.fourminds.rds.internal.settings.EndpointName.NameKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user's reference to a target: an instance, a cluster, a proxy, or a DNS name of the user's own that leads to one of
 * them.
 *
 * @param id its identifier, lower case as RDS stores it; the host for a DNS name of the user's own
 * @param text an identifier, an ARN, or a host name with or without a port; lower case
 */
public record InstanceReference(
        NameKind kind,
        String id,
        @Nullable String region,
        @Nullable String account,
        String text) {

    // RDS API reference, CreateDBInstance: 1 to 63 letters, digits or hyphens, a letter first, no hyphen last or
    // doubled.
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,62}");
    private static final List<String> TYPES = List.of("db", "cluster", "db-proxy", "db-proxy-endpoint");
    // The region becomes part of a host name.
    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z-]*:rds:(" + KnownHosts.REGION + "):(\\d{12}):(" + String.join("|", TYPES) + "):([^:]+)");
    private static final String EXAMPLE = "arn:aws:rds:us-east-1:123456789012:db:prod";
    private static final Pattern PORT = Pattern.compile("(.+?)\\.?(?::(\\d+))?");
    // RFC 1123, with the underscore that resolvers allow; the last label of an IP address would be a number.
    private static final Pattern HOST =
            Pattern.compile("(?!.{254})(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");

    /** Parses a reference to an instance, cluster or proxy; adds a fault and returns empty if it is invalid. */
    public static Optional<InstanceReference> parse(String given, List<String> faults) {
        String text = given.toLowerCase(Locale.ROOT);
        Matcher arn = ARN.matcher(text);
        if (arn.matches()) {
            return fromArn(arn, faults);
        }
        if (IDENTIFIER.matcher(text).matches()) {
            return Optional.of(new InstanceReference(NameKind.IDENTIFIER, text, null, null, text));
        }
        if (text.startsWith("arn:")) {
            faults.add("instance: " + complaint(text.split(":", -1)));
            return Optional.empty();
        }
        if (text.indexOf('@') >= 0) {
            // The text before it may be a password.
            faults.add("instance: holds an @; name the database user by the setting user, and no password");
            return Optional.empty();
        }
        Matcher parts = PORT.matcher(text);
        if (parts.matches() && HOST.matcher(parts.group(1)).matches()) {
            String port = parts.group(2);
            if (port != null && SettingType.PORT.complaint(port).isPresent()) {
                faults.add("instance: the endpoint's port " + port + " is outside 1 to 65535");
                return Optional.empty();
            }
            return Optional.of(ofHost(parts.group(1), port == null ? "" : ":" + port));
        }
        faults.add("instance: '" + given
                + "' is no identifier of a DB instance or cluster (letters, digits and single hyphens, a letter first, at"
                + " most 63), no ARN of one, and no endpoint");
        return Optional.empty();
    }

    private static InstanceReference ofHost(String host, String port) {
        Optional<EndpointName> endpoint = EndpointName.of(host);
        NameKind kind = endpoint.map(EndpointName::kind).orElse(NameKind.ALIAS);
        String id = endpoint.map(EndpointName::name).orElse(host);
        String region = endpoint.map(EndpointName::region).orElse(null);
        // RDS decides the port of an instance, even if its endpoint was given.
        return new InstanceReference(kind, id, region, null, kind == NameKind.INSTANCE ? id : host + port);
    }

    /** Returns the target of this DNS name as a reference, with the given port; empty if it is not a host name. */
    public Optional<InstanceReference> at(String name) {
        String host = (name.endsWith(".") ? name.substring(0, name.length() - 1) : name).toLowerCase(Locale.ROOT);
        return HOST.matcher(host).matches()
                ? Optional.of(ofHost(host, port().map(port -> ":" + port).orElse("")))
                : Optional.empty();
    }

    /** Returns the given host name; empty for identifiers and ARNs. */
    public Optional<String> host() {
        return text.startsWith("arn:") || text.indexOf('.') < 0
                ? Optional.empty()
                : Optional.of(text.contains(":") ? text.substring(0, text.indexOf(':')) : text);
    }

    /** Returns the port given with a host name. */
    public Optional<Integer> port() {
        return host().filter(host -> host.length() < text.length())
                .map(host -> Integer.valueOf(text.substring(host.length() + 1)));
    }

    /** Returns whether DNS decides what this leads to. */
    public boolean isAlias() {
        return kind == NameKind.ALIAS || kind == NameKind.GLOBAL;
    }

    /** Returns the region in the host name of an RDS endpoint of any kind. */
    public static Optional<String> regionOf(String host) {
        return EndpointName.of(host.endsWith(".") ? host.substring(0, host.length() - 1) : host)
                .map(EndpointName::region);
    }

    /** Derives a cluster endpoint's host from an instance's: only the first two labels differ. */
    public static Optional<String> clusterHost(String instanceHost, String cluster, boolean reader) {
        int dot = instanceHost.indexOf('.');
        return EndpointName.of(instanceHost)
                .filter(endpoint -> endpoint.kind() == NameKind.INSTANCE)
                .map(endpoint -> cluster + (reader ? ".cluster-ro-" : ".cluster-") + instanceHost.substring(dot + 1));
    }

    private static Optional<InstanceReference> fromArn(Matcher arn, List<String> faults) {
        String id = arn.group(4);
        NameKind kind = switch (arn.group(3)) {
            case "db" -> NameKind.INSTANCE;
            case "cluster" -> NameKind.CLUSTER;
            default -> NameKind.PROXY;
        };
        if (!IDENTIFIER.matcher(id).matches()) {
            faults.add("instance: the ARN ends in '" + id + "', which is no DB instance identifier");
            return Optional.empty();
        }
        return Optional.of(new InstanceReference(
                kind, id, arn.group(1), arn.group(2), kind == NameKind.INSTANCE ? id : arn.group()));
    }

    /** Returns what is wrong with an ARN, whose parts are arn, partition, service, region, account, type, identifier. */
    private static String complaint(String[] parts) {
        if (parts.length != 7 || !parts[2].equals("rds")) {
            return "the ARN is not of the form " + EXAMPLE;
        }
        if (!TYPES.contains(parts[5])) {
            return "the ARN names a " + parts[5] + ", not a DB instance (" + EXAMPLE
                    + "), cluster or proxy; name it by its endpoint";
        }
        return "the ARN "
                + (parts[3].matches(KnownHosts.REGION)
                        ? "has no account of 12 digits after the region"
                        : "has no AWS region after rds")
                + "; write it like " + EXAMPLE;
    }
}
