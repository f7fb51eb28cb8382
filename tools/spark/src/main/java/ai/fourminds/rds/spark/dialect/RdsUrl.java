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

/** What can be said of a URL by looking at it, and the engine form of one that names no engine. Stateless. */
public final class RdsUrl {

    private static final String PREFIX = "jdbc:fourminds-rds:";
    private static final Pattern ENGINE_FORM = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*", Pattern.DOTALL);

    private RdsUrl() {}

    /** Whether it names its engine as {@code jdbc:fourminds-rds:<engine>://}, in RDS's words or JDBC's. */
    static boolean names(String engine, @Nullable String url) {
        return url != null
                && isOurs(url)
                && engineOf(url).filter(engine::equals).isPresent();
    }

    /** Whether it is ours and names no engine. */
    static boolean isShort(@Nullable String url) {
        return url != null && isOurs(url) && engineOf(url).isEmpty();
    }

    /** Whether the URL is for our driver. */
    public static boolean isOurs(@Nullable String url) {
        return url != null && url.startsWith(PREFIX);
    }

    /**
     * The engine form of a URL; asks the server behind one that is short.
     *
     * @param settings what else a connect would be given
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

    /** The same with these of its parameters alone. */
    public static String limitedTo(Set<String> names, String url) {
        String kept = Stream.of(url.substring(shown(url).length()).split("[?&]"))
                .filter(parameter -> names.contains(parameter.replaceFirst("=.*", "")))
                .collect(Collectors.joining("&"));
        return kept.isEmpty() ? shown(url) : shown(url) + "?" + kept;
    }

    /** The same without its settings, which may be secret. */
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
