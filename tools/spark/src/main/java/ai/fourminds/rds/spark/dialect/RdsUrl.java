package ai.fourminds.rds.spark.dialect;

import ai.fourminds.rds.FourmindsRdsDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Inspects URLs of this driver, and adds the engine to one that lacks it. Stateless. */
public final class RdsUrl {

    private static final String PREFIX = "jdbc:fourminds-rds:";
    private static final Pattern ENGINE_FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*", Pattern.DOTALL);

    private RdsUrl() {}

    /** Whether the URL names the engine, as in {@code jdbc:fourminds-rds:<engine>://}, by RDS's name or JDBC's. */
    static boolean names(String engine, @Nullable String url) {
        return url != null
                && isOurs(url)
                && engineOf(url).filter(engine::equals).isPresent();
    }

    /** Whether the URL is for this driver and names no engine. */
    static boolean isShort(@Nullable String url) {
        return url != null && isOurs(url) && engineOf(url).isEmpty();
    }

    /** Whether the URL is for this driver. */
    public static boolean isOurs(@Nullable String url) {
        return url != null && url.startsWith(PREFIX);
    }

    /**
     * Returns the URL with its engine; connects to the server to find out the engine of a URL that lacks it.
     *
     * @param settings the other settings of the connection
     * @throws SQLException the driver's diagnosis
     */
    public static String engineForm(String url, Properties settings) throws SQLException {
        if (!isShort(url)) {
            return url;
        }
        try (Connection connection = new FourmindsRdsDriver().connect(url, settings)) {
            if (connection == null) {
                return url;
            }
            String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            return PREFIX + product + "://" + url.substring(PREFIX.length());
        }
    }

    /** Returns the URL with only these of its parameters. */
    public static String limitedTo(Set<String> names, String url) {
        String kept = Stream.of(url.substring(shown(url).length()).split("[?&]"))
                .filter(parameter -> names.contains(parameter.replaceFirst("=.*", "")))
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? shown(url) : shown(url) + "?" + kept;
    }

    /** Returns the URL without its parameters, which may be secret. */
    static String shown(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    private static Optional<String> engineOf(String url) {
        Matcher engineForm = ENGINE_FORM.matcher(url.substring(PREFIX.length()));
        return engineForm.matches()
                ? Optional.of(jdbcName(engineForm.group(1).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static String jdbcName(String engine) {
        return switch (engine) {
            case "postgres", "aurora-postgresql" -> "postgresql";
            case "aurora", "aurora-mysql" -> "mysql";
            default -> engine;
        };
    }
}
