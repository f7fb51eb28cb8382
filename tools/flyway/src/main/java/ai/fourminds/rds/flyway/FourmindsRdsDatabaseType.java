package ai.fourminds.rds.flyway;

import ai.fourminds.rds.FourmindsRdsDriver;
import ai.fourminds.rds.RdsFleet;
import ai.fourminds.rds.SettingInfo;
import java.sql.Connection;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.flywaydb.core.internal.database.base.BaseDatabaseType;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes Flyway accept {@code jdbc:fourminds-rds:} URLs. It only opens connections; as these are the native drivers' own,
 * Flyway then takes the type of PostgreSQL, MySQL or MariaDB for everything else. Immutable.
 */
public final class FourmindsRdsDatabaseType extends BaseDatabaseType {
    private static final String SCHEME = "jdbc:fourminds-rds:";
    private static final Pattern ENGINE_FORM = Pattern.compile("jdbc:fourminds-rds:([A-Za-z-]+)://.*");

    /** For Flyway's service loader. */
    public FourmindsRdsDatabaseType() {}

    @Override
    public String getName() {
        return "Fourminds RDS";
    }

    /** None: connections and engine names belong to the engines' own types. */
    @Override
    public List<String> getSupportedEngines() {
        return List.of();
    }

    @Override
    public int getNullType() {
        return Types.NULL;
    }

    @Override
    public boolean handlesJDBCUrl(String url) {
        return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Every secret that a URL may hold, so that Flyway's messages hide it. */
    @Override
    public List<Pattern> getJDBCCredentialsPatterns() {
        return Stream.concat(
                        RdsFleet.settings().stream().filter(SettingInfo::secret).map(SettingInfo::name),
                        Stream.of("password"))
                .map(name -> Pattern.compile("[?&]" + Pattern.quote(name) + "=([^&]+)", Pattern.CASE_INSENSITIVE))
                .toList();
    }

    @Override
    public String getDriverClass(String url, @Nullable ClassLoader classLoader) {
        return FourmindsRdsDriver.class.getName();
    }

    /** Never: the product is PostgreSQL, MySQL or MariaDB, and their types say so. */
    @Override
    public boolean handlesDatabaseProductNameAndVersion(
            String productName, @Nullable String productVersion, @Nullable Connection connection) {
        return false;
    }

    @Override
    public Database<?> createDatabase(
            Configuration configuration,
            JdbcConnectionFactory connections,
            @Nullable StatementInterceptor interceptor) {
        return connections.getDatabaseType().createDatabase(configuration, connections, interceptor);
    }

    @Override
    public Parser createParser(Configuration configuration, ResourceProvider resources, ParsingContext context) {
        return engineOf(configuration).createParser(configuration, resources, context);
    }

    /** The engine's name in native URLs; RDS has other words for some, which the driver takes as well. */
    private static String nativeName(String engine) {
        return switch (engine) {
            case "postgres", "aurora-postgresql" -> "postgresql";
            case "aurora", "aurora-mysql" -> "mysql";
            default -> engine;
        };
    }

    private static DatabaseType engineOf(Configuration configuration) {
        var form = ENGINE_FORM.matcher(configuration.getUrl());
        if (!form.matches()) {
            throw new FlywayException("The URL does not name the engine that these scripts are for;"
                    + " write jdbc:fourminds-rds:<engine>://<instance>/<database>");
        }
        String url = "jdbc:" + nativeName(form.group(1).toLowerCase(Locale.ROOT)) + "://localhost/";
        return DatabaseTypeRegister.getDatabaseTypesForUrl(url, configuration).stream()
                .filter(DatabaseType.class::isInstance)
                .map(DatabaseType.class::cast)
                .findFirst()
                .orElseThrow(() -> new FlywayException("Flyway knows no database for " + url
                        + "; put flyway-database-postgresql or flyway-mysql on the class path"));
    }
}
