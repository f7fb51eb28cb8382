package ai.fourminds.rds.postgresql;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.CataloguePlugin;
import ai.fourminds.rds.plugin.export.ExportPlugin;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.postgresql.catalogue.PostgresqlCatalogue;
import ai.fourminds.rds.postgresql.copy.SnapshotSession;
import ai.fourminds.rds.postgresql.login.LoginFault;
import ai.fourminds.rds.postgresql.login.NativeLogin;
import ai.fourminds.rds.postgresql.login.PropertyRules;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** PostgreSQL and Aurora PostgreSQL, through pgjdbc. Stateless and thread-safe. */
public final class PostgresqlPlugin implements CataloguePlugin, ExportPlugin {

    // PostgreSQL truncates longer names (NAMEDATALEN).
    private static final int MAX_NAME = 63;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    /** For {@link java.util.ServiceLoader}. */
    public PostgresqlPlugin() {}

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Set<String> rdsEngines() {
        return Set.of("postgres", "aurora-postgresql");
    }

    @Override
    public int defaultPort() {
        return 5432;
    }

    @Override
    public Map<String, String> reservedProperties() {
        return PropertyRules.RESERVED;
    }

    @Override
    public Set<String> urlProperties() {
        return PropertyRules.URL;
    }

    @Override
    public Map<String, String> programProperties(String program) {
        return Map.of("ApplicationName", program);
    }

    /** Returns socket properties, and the name that the server's administrators see. */
    @Override
    public Set<String> exportProperties() {
        return Set.of(
                "ApplicationName",
                "localSocketAddress",
                "receiveBufferSize",
                "sendBufferSize",
                "socketTimeout",
                "tcpKeepAlive",
                "tcpNoDelay");
    }

    @Override
    public Connection connect(ConnectRequest request) throws SQLException {
        return NativeLogin.connect(request);
    }

    /** Checks recovery, not whether transactions are read-only: the user may have set that. */
    @Override
    public boolean takesWrites(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet recovery = statement.executeQuery("SELECT pg_catalog.pg_is_in_recovery()")) {
            return recovery.next() && !recovery.getBoolean(1);
        }
    }

    @Override
    public FailureCode classify(SQLException failure) {
        return LoginFault.of(failure);
    }

    @Override
    public Catalogue catalogue(Connection connection) {
        return new PostgresqlCatalogue(connection);
    }

    @Override
    public ExportSession openExport(ConnectionSource connections) throws SQLException {
        return SnapshotSession.open(connections);
    }

    @Override
    public Optional<String> userComplaint(String user) {
        int bytes = user.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= MAX_NAME
                ? Optional.empty()
                : Optional.of("'" + user + "' has " + bytes + " bytes, and a user of PostgreSQL at most " + MAX_NAME);
    }

    @Override
    public List<String> databaseStatements(String user, String database) {
        return List.of("GRANT CONNECT ON DATABASE " + quoted(database) + " TO " + quoted(user));
    }

    @Override
    public List<String> userStatements(String user) {
        String name = quoted(user);
        return List.of(
                "CREATE USER " + name + " WITH LOGIN",
                "GRANT rds_iam TO " + name,
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + name);
    }

    /** Quotes a name, with escapes for characters that cannot be typed. */
    private static String quoted(String name) {
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        return CONTROL.matcher(quoted).find()
                ? "U&"
                        + CONTROL.matcher(quoted.replace("\\", "\\\\"))
                                .replaceAll(found -> String.format(
                                        "\\\\%04x", (int) found.group().charAt(0)))
                : quoted;
    }
}
