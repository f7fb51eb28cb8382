package com.example.h2;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.plugin.ConnectRequest;
import ai.fourminds.rds.plugin.ConnectionSource;
import ai.fourminds.rds.plugin.catalogue.Catalogue;
import ai.fourminds.rds.plugin.catalogue.CataloguePlugin;
import ai.fourminds.rds.plugin.export.ExportPlugin;
import ai.fourminds.rds.plugin.export.ExportSession;
import ai.fourminds.rds.plugins.common.csv.ResultSetChannel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import org.h2.api.ErrorCode;

/** H2 in the memory of this JVM, as if RDS offered it. Stateless and thread-safe. */
public final class H2Plugin implements CataloguePlugin, ExportPlugin {
    private static final Set<Integer> NO_DATABASE =
            Set.of(ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1, ErrorCode.REMOTE_DATABASE_NOT_FOUND_1);

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public Set<String> rdsEngines() {
        return Set.of("h2");
    }

    @Override
    public int defaultPort() {
        return 9092;
    }

    @Override
    public Map<String, String> reservedProperties() {
        return Map.of("PASSWORD", "There is none; the IAM token takes its place.");
    }

    /** Nothing leaves this JVM, so there is no certificate to verify and the token stays where it is. */
    @Override
    public Connection connect(ConnectRequest request) throws SQLException {
        String database = Objects.requireNonNullElse(request.database(), "main");
        if (database.contains(";")) {
            // H2 would take what follows for settings.
            throw new SQLException("no such database", "90146", ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1);
        }
        Properties properties = new Properties();
        properties.putAll(request.nativeProperties());
        properties.setProperty("user", request.user());
        String url = "jdbc:h2:mem:" + database + ";IFEXISTS=TRUE;DATABASE_TO_UPPER=FALSE;LAZY_QUERY_EXECUTION=1";
        return Objects.requireNonNull(new org.h2.Driver().connect(url, properties));
    }

    @Override
    public FailureCode classify(SQLException failure) {
        if (NO_DATABASE.contains(failure.getErrorCode())) {
            return FailureCode.UNKNOWN_DATABASE;
        }
        return failure.getErrorCode() == ErrorCode.WRONG_USER_OR_PASSWORD
                ? FailureCode.USER_NOT_IAM
                : FailureCode.LOGIN_FAILED;
    }

    @Override
    public Catalogue catalogue(Connection connection) {
        return new H2Catalogue(connection);
    }

    @Override
    public ExportSession openExport(ConnectionSource connections) {
        return ResultSetChannel.session(connections, new H2Dialect());
    }

    @Override
    public List<String> userStatements(String user) {
        return List.of("CREATE USER \"" + user.replace("\"", "\"\"") + "\" PASSWORD ''");
    }
}
