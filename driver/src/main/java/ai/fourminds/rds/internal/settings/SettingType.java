package ai.fourminds.rds.internal.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses a setting's text and reports its faults. Stateless. */
public enum SettingType {
    TEXT,
    /** Any text that must never be shown. */
    SECRET,
    /** The name of an AWS region, checked strictly because it becomes part of a host name. */
    REGION,
    /** An id of Amazon Cognito; its region, at the beginning, becomes part of a host name. */
    POOL,
    /** A path of the local file system. */
    FILE,
    /** A host name or IP address. */
    HOST,
    PORT,
    /** A count of seconds that STS accepts as a role session's length: 900 to 43200. */
    SESSION_SECONDS,
    /** A span such as {@code 15s}, {@code 500ms}, {@code 2m}, {@code 1h}; a bare number below 1,000 is seconds. */
    DURATION,
    /** An absolute https URL; http only for this machine. */
    URL;

    private static final Pattern REGION_NAME = Pattern.compile(KnownHosts.REGION);
    private static final Pattern POOL_ID = Pattern.compile(KnownHosts.REGION + "[_:][\\w-]+");
    private static final String IPV6 = "(?=[0-9A-Fa-f]{0,4}:)[0-9A-Fa-f:.]{2,45}(?:%[A-Za-z0-9._-]{1,32})?";
    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]{1,253}|" + IPV6 + "|\\[" + IPV6 + "]");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,8})(ms|s|m|h)?");
    // Other drivers count timeouts in milliseconds, so a large bare number would be a thousand times too long.
    private static final Pattern BARE_NUMBER = Pattern.compile("\\d{4,12}");
    private static final Duration MAX_SPAN = Duration.ofHours(24);

    /** Returns what is wrong with a value, as the end of a sentence that begins with the setting's name. */
    Optional<String> complaint(String value) {
        return switch (this) {
            case TEXT -> Optional.empty();
            case SECRET -> unless(value.indexOf('\0') < 0, "holds a NUL character");
            case REGION -> unless(REGION_NAME.matcher(value).matches(), "is no AWS region such as us-east-1");
            case POOL ->
                unless(
                        POOL_ID.matcher(value).matches(),
                        "does not begin with its region, as us-east-1_AbCdEf012 and us-east-1:11111111-2222-… do");
            case FILE -> path(value);
            case HOST -> unless(HOST_NAME.matcher(value).matches(), "is no host name and no IP address");
            case PORT -> wholeNumber(value, 1, 65_535);
            case SESSION_SECONDS -> wholeNumber(value, 900, 43_200);
            case DURATION -> duration(value);
            case URL -> url(value);
        };
    }

    /** Returns what only trusted layers may make the driver do, as the verb of a sentence; see {@link Trust}. */
    Optional<String> reach(String value) {
        return switch (this) {
            case FILE -> Optional.of("names a file of this machine");
            case HOST ->
                unless(
                        KnownHosts.isDatabase(value) || KnownHosts.isThisMachine(value),
                        "leads to the host " + value + ", which is no endpoint of RDS");
            case URL -> {
                String host = URI.create(value).getHost();
                yield unless(
                        KnownHosts.isApi(host) || KnownHosts.isThisMachine(host),
                        "sends AWS credentials to the host " + host + ", which is no endpoint of AWS");
            }
            default -> Optional.empty();
        };
    }

    private static Optional<String> unless(boolean fine, String complaint) {
        return fine ? Optional.empty() : Optional.of(complaint);
    }

    private static Optional<String> path(String value) {
        try {
            if (value.startsWith("~/") || value.startsWith("~\\")) {
                return Optional.of("begins with ~, which only a shell expands; write "
                        + Path.of(System.getProperty("user.home", "")).resolve(value.substring(2)));
            }
            return unless(!Path.of(value).toString().isEmpty(), "is empty");
        } catch (InvalidPathException notAPath) {
            return Optional.of("is no path: " + notAPath.getReason());
        }
    }

    private static Optional<String> duration(String value) {
        Matcher bare = BARE_NUMBER.matcher(value.strip());
        return bare.matches()
                ? Optional.of(unit(Long.parseLong(bare.group())))
                : unless(span(value).isPresent(), "is not a span of time such as 500ms, 15s or 2m (at most 24h)");
    }

    static Optional<Duration> span(String value) {
        Matcher parts = SPAN.matcher(value.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(parts.group(1));
        String unit = parts.group(2);
        Duration span = switch (unit == null ? "s" : unit) {
            case "ms" -> Duration.ofMillis(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofSeconds(count);
        };
        return span.compareTo(MAX_SPAN) > 0 ? Optional.empty() : Optional.of(span);
    }

    private static String unit(long number) {
        String millis = number % 1000 == 0 ? number / 1000 + "s (" + number + "ms)" : number + "ms";
        return "has no unit and would be seconds; write " + millis + " if it is milliseconds"
                + (span(number + "s").isPresent() ? ", " + number + "s if it is seconds" : "");
    }

    private static Optional<String> wholeNumber(String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return Optional.empty();
            }
        } catch (NumberFormatException notANumber) {
            return Optional.of("is not a whole number from " + least + " to " + most);
        }
        return Optional.of("is outside " + least + " to " + most);
    }

    private static Optional<String> url(String value) {
        try {
            URI uri = new URI(value);
            boolean https = "https".equalsIgnoreCase(uri.getScheme());
            if (uri.getHost() != null
                    && uri.getUserInfo() == null
                    && (https || "http".equalsIgnoreCase(uri.getScheme()))) {
                // AWS's responses may contain credentials.
                return unless(
                        https || KnownHosts.isThisMachine(uri.getHost()),
                        "is plain http, which only this machine itself may speak; write https");
            }
        } catch (URISyntaxException notAUrl) {
            // Reported below.
        }
        return Optional.of("is not a URL such as https://vpce-0123.rds.us-east-1.vpce.amazonaws.com, without a user");
    }
}
