package ai.fourminds.rds.internal.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parsed host name of an RDS endpoint (RDS and Aurora User Guides, "Connecting to a DB instance", "Amazon Aurora
 * endpoint connections", "RDS Proxy endpoints"). Immutable.
 *
 * @param kind what the endpoint belongs to
 * @param name the first label: the identifier of the instance, cluster, proxy or endpoint
 * @param region the region in the name, or null for a global cluster
 */
public record EndpointName(
        NameKind kind, String name, @Nullable String region) {

    // China has the region after "rds", all others before it. The limit keeps a long text from exhausting the stack.
    private static final Pattern HOST = Pattern.compile("(?!.{254})((?:[a-z0-9-]+\\.)+)(?:(?:(" + KnownHosts.REGION
            + ")|global)\\.rds|rds\\.(" + KnownHosts.REGION + "))\\." + KnownHosts.SUFFIX);

    /** Parses a host name; empty if it is not an RDS endpoint's. */
    public static Optional<EndpointName> of(String host) {
        Matcher parts = HOST.matcher(host.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String region = parts.group(2) == null ? parts.group(3) : parts.group(2);
        List<String> labels = List.of(parts.group(1).split("\\."));
        String tag = labels.get(labels.size() - 1);
        NameKind kind = kind(tag, region);
        boolean ofProxy = labels.size() == 3 && labels.get(1).equals("endpoint") && kind == NameKind.PROXY;
        return labels.size() == 2 || ofProxy
                ? Optional.of(new EndpointName(kind, labels.get(0), region))
                : Optional.empty();
    }

    private static NameKind kind(String tag, @Nullable String region) {
        if (region == null) {
            return NameKind.GLOBAL;
        }
        if (tag.startsWith("cluster-ro-")) {
            return NameKind.READER;
        }
        if (tag.startsWith("cluster-custom-")) {
            return NameKind.CUSTOM;
        }
        if (tag.startsWith("cluster-")) {
            return NameKind.CLUSTER;
        }
        if (tag.startsWith("proxy-")) {
            return NameKind.PROXY;
        }
        return tag.startsWith("shardgrp-") ? NameKind.SHARD_GROUP : NameKind.INSTANCE;
    }

    /** The kind of target that a reference names. */
    public enum NameKind {
        /** An identifier: an instance's or, if there is no such instance, a cluster's. */
        IDENTIFIER,
        INSTANCE,
        /** A cluster, by its ARN or its writer endpoint. */
        CLUSTER,
        /** A cluster, by its reader endpoint. */
        READER,
        /** A custom endpoint of a cluster; the identifier is the endpoint's. */
        CUSTOM,
        /** A proxy, or one of its additional endpoints; the identifier is the proxy's resource id if its ARN is given. */
        PROXY,
        /** The writer of a global cluster. */
        GLOBAL,
        /** A shard group of Aurora Limitless. */
        SHARD_GROUP,
        /** A DNS name of the user's own. */
        ALIAS
    }
}
