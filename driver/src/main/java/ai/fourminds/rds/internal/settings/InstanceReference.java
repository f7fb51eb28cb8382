package ai.fourminds.rds.internal.settings;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a user names an instance, reduced to what a look-up needs: where it listens is RDS's to say, even when an endpoint
 * was given.
 *
 * @param id the DB instance identifier, lower case as RDS stores it
 * @param region the region that an ARN or endpoint names, or null
 */
public record InstanceReference(String id, @Nullable String region) {

    // RDS API reference, CreateDBInstance: 1 to 63 letters, digits or hyphens, a letter first, no hyphen last or
    // doubled.
    private static final Pattern IDENTIFIER = Pattern.compile("[a-z](?:[a-z0-9]|-(?=[a-z0-9])){0,62}");
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:rds:([a-z0-9-]+):\\d{12}:([a-z-]+):([^:]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDPOINT = Pattern.compile(
            "([a-z][a-z0-9-]*)\\.([a-z0-9-]+)\\.(?:([a-z0-9-]+)\\.rds|rds\\.([a-z0-9-]+))\\.amazonaws\\.com(\\.cn)?\\.?"
                    + "(?::(\\d+))?",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern REGION_WITHIN = Pattern.compile(
            "\\.(?:([a-z]+(?:-[a-z]+)+-\\d+)\\.rds|rds\\.([a-z]+(?:-[a-z]+)+-\\d+))\\.(?:amazonaws|api)\\.");

    /** Refuses a null identifier. */
    public InstanceReference {
        Objects.requireNonNull(id, "id");
    }

    /** Reads an identifier, ARN or endpoint; notes what is wrong with it and returns empty then. */
    public static Optional<InstanceReference> parse(String text, Faults faults) {
        Matcher arn = ARN.matcher(text);
        if (arn.matches()) {
            return fromArn(arn, faults);
        }
        Matcher endpoint = ENDPOINT.matcher(text);
        if (endpoint.matches()) {
            return fromEndpoint(endpoint, faults);
        }
        String id = text.toLowerCase(Locale.ROOT);
        if (IDENTIFIER.matcher(id).matches()) {
            return Optional.of(new InstanceReference(id, null));
        }
        if (text.indexOf('@') >= 0) {
            // What stands before it may be a password.
            faults.add("instance", "holds an @; name the database user by the setting user, and no password");
            return Optional.empty();
        }
        faults.add(
                "instance",
                "'" + text
                        + "' is no DB instance identifier (letters, digits and single hyphens, a letter first, at most"
                        + " 63), no DB instance ARN and no instance endpoint");
        return Optional.empty();
    }

    /** The region that the name of an RDS endpoint of any kind holds. */
    public static Optional<String> regionOf(String host) {
        Matcher region = REGION_WITHIN.matcher(host.toLowerCase(Locale.ROOT));
        return region.find()
                ? Optional.of(region.group(1) == null ? region.group(2) : region.group(1))
                : Optional.empty();
    }

    private static Optional<InstanceReference> fromArn(Matcher arn, Faults faults) {
        if (!"db".equalsIgnoreCase(arn.group(2))) {
            faults.add(
                    "instance",
                    "the ARN names a " + arn.group(2) + ", not a DB instance (arn:aws:rds:…:db:<identifier>)");
            return Optional.empty();
        }
        String id = arn.group(3).toLowerCase(Locale.ROOT);
        if (!IDENTIFIER.matcher(id).matches()) {
            faults.add("instance", "the ARN ends in '" + id + "', which is no DB instance identifier");
            return Optional.empty();
        }
        return Optional.of(new InstanceReference(id, arn.group(1).toLowerCase(Locale.ROOT)));
    }

    private static Optional<InstanceReference> fromEndpoint(Matcher endpoint, Faults faults) {
        String label = endpoint.group(2).toLowerCase(Locale.ROOT);
        if (label.startsWith("cluster-") || label.startsWith("proxy-")) {
            faults.add(
                    "instance",
                    "the endpoint is a " + label.substring(0, label.indexOf('-'))
                            + " endpoint, which names no single instance; give an instance identifier of the cluster");
            return Optional.empty();
        }
        String region = endpoint.group(3) == null ? endpoint.group(4) : endpoint.group(3);
        String port = endpoint.group(6);
        if (port != null && SettingType.PORT.complaint(port).isPresent()) {
            faults.add("instance", "the endpoint's port " + port + " is outside 1 to 65535");
            return Optional.empty();
        }
        return Optional.of(
                new InstanceReference(endpoint.group(1).toLowerCase(Locale.ROOT), region.toLowerCase(Locale.ROOT)));
    }
}
