package ai.fourminds.rds.plugins.mysql.session;

import ai.fourminds.rds.plugins.common.JdbiWork;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * The kind and version of a server. Immutable.
 *
 * @param isMariadb whether it is MariaDB; else MySQL
 * @param major the version's first number; for Aurora that of its MySQL version
 */
public record Server(boolean isMariadb, int major) {

    private static final Pattern MAJOR = Pattern.compile("(?:5\\.5\\.5-)?(\\d+)\\..*", Pattern.DOTALL);

    public static Server of(Handle handle) throws SQLException {
        String version = JdbiWork.on(
                handle,
                h -> h.createQuery("SELECT VERSION()").mapTo(String.class).one());
        return of(version);
    }

    public static Server of(String version) {
        Matcher matcher = MAJOR.matcher(version);
        return new Server(version.contains("MariaDB"), matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0);
    }

    /** Returns whether a subquery's columns can be named: MySQL since 8.0, MariaDB since 10.2. */
    public boolean hasCommonTables() {
        return major >= (isMariadb ? 10 : 8);
    }

    /** Returns whether WKT has the axis order of the spatial reference system: MySQL since 8.0. */
    public boolean hasAxisOrder() {
        return !isMariadb && major >= 8;
    }
}
