package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import ai.fourminds.rds.plugin.ConnectRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A program that connects to a name, and prints why it cannot; for a JVM whose names nobody resolves. */
final class SilentResolver {

    private SilentResolver() {}

    public static void main(String... none) throws SQLException {
        RecordingPlugin plugin = new RecordingPlugin() {
            @Override
            public Connection connect(ConnectRequest request) throws SQLException {
                try {
                    throw new SQLException(InetAddress.getByName(request.dial().host()) + " is known");
                } catch (UnknownHostException unknown) {
                    throw new SQLException(unknown);
                }
            }
        };
        SharedState shared =
                SharedState.of(new EnginePlugins(List.of(plugin)), CredentialsMethods.load(), Clock.systemUTC());
        // Long enough for a JVM that has just begun to read the root certificates on a busy machine.
        Map<String, String> settings = Map.of(
                "accessKeyId", "AKIAEXAMPLE",
                "secretAccessKey", "example",
                "region", "us-east-1",
                "instanceHost", "db.example.com",
                "instanceEngine", "postgres",
                "connectTimeout", "15s");
        try {
            new Connector(shared, Configuration.ofUrl(shared, "jdbc:fourminds-rds:any", settings, Map.of(), 0), 0)
                    .connect();
        } catch (SQLException failure) {
            System.out.println(failure.getMessage());
        }
    }
}
