package ai.fourminds.rds.local;

import ai.fourminds.rds.local.aws.AwsEndpoint;
import ai.fourminds.rds.local.aws.Disturbances;
import ai.fourminds.rds.local.aws.Identities;
import ai.fourminds.rds.local.fleet.DbInstance;
import ai.fourminds.rds.local.fleet.Endpoint;
import ai.fourminds.rds.local.fleet.Fleet;
import ai.fourminds.rds.local.iam.ConnectTokens;
import ai.fourminds.rds.local.iam.DatabaseAddress;
import ai.fourminds.rds.local.postgresql.Folders;
import ai.fourminds.rds.local.postgresql.PostgresGateway;
import ai.fourminds.rds.local.postgresql.PostgresServer;
import ai.fourminds.rds.local.postgresql.SampleData;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All that runs and lies about while a local RDS is open. Thread-safe. */
record Premises(
        Fleet fleet, Map<String, LocalInstance> connectable, AwsEndpoint aws, Path rootCertificate, Closings closings)
        implements AutoCloseable {

    static Premises open(LocalRds.Builder wishes, Identities identities, Disturbances disturbances) throws IOException {
        Closings closings = new Closings();
        try {
            return open(wishes, identities, disturbances, closings);
        } catch (IOException | RuntimeException e) {
            closings.close();
            throw e;
        }
    }

    private static Premises open(
            LocalRds.Builder wishes, Identities identities, Disturbances disturbances, Closings closings)
            throws IOException {
        Path folder = makeFolder(wishes);
        closings.add(() -> Folders.delete(folder));
        PrivateCa authority = PrivateCa.create();
        Path rootCertificate = Files.writeString(folder.resolve("root-ca.pem"), authority.certificatePem());
        List<Doorway> doorways = wishes.databases ? doorways(wishes.databasePort, closings) : List.of();
        Map<String, Endpoint> announced =
                doorways.stream().collect(Collectors.toMap(Doorway::identifier, Doorway::announced));
        Fleet fleet = Fleet.sample(LocalRds.ACCOUNT, announced);
        Map<String, LocalInstance> connectable = new TreeMap<>();
        if (wishes.databases) {
            PostgresServer server = startServer(wishes, folder, closings);
            var tokens = new ConnectTokens(identities.keys(), wishes.clock);
            for (Doorway doorway : doorways) {
                connectable.put(doorway.identifier(), open(doorway, fleet, authority, tokens, server, closings));
            }
        }
        AwsEndpoint aws = startEndpoint(wishes, fleet, identities, disturbances);
        closings.add(aws::close);
        return new Premises(fleet, Map.copyOf(connectable), aws, rootCertificate, closings);
    }

    private static Path makeFolder(LocalRds.Builder wishes) throws IOException {
        String prefix = "fourminds-rds-";
        if (wishes.workingDirectory == null) {
            return Files.createTempDirectory(prefix);
        }
        Files.createDirectories(wishes.workingDirectory);
        return Files.createTempDirectory(wishes.workingDirectory, prefix);
    }

    private static List<Doorway> doorways(int port, Closings closings) throws IOException {
        return List.of(
                closing(Doorway.plain("prod-analytics", port), closings),
                closing(Doorway.behindTunnel("prod-tunnel"), closings),
                closing(Doorway.plain("prod-noiam", 0), closings),
                closing(Doorway.wrongCertificate("prod-wrongcert"), closings));
    }

    private static Doorway closing(Doorway doorway, Closings closings) {
        closings.add(doorway.listener()::close);
        return doorway;
    }

    private static PostgresServer startServer(LocalRds.Builder wishes, Path folder, Closings closings)
            throws IOException {
        PostgresServer server = PostgresServer.start(wishes.cacheDirectory, folder, wishes.progress);
        closings.add(server::close);
        try {
            SampleData.loadRoles(server);
            if (wishes.sampleData) {
                wishes.progress.accept("Loading the sample databases");
                SampleData.loadDatabases(server);
            }
            return server;
        } catch (SQLException e) {
            throw new IOException("the sample data does not load: " + e.getMessage(), e);
        }
    }

    private static LocalInstance open(
            Doorway doorway,
            Fleet fleet,
            PrivateCa authority,
            ConnectTokens tokens,
            PostgresServer server,
            Closings closings) {
        DbInstance instance = fleet.find(doorway.identifier()).orElseThrow();
        Endpoint announced = doorway.announced();
        var address = new DatabaseAddress(
                announced.host(),
                announced.port(),
                fleet.account().region(),
                fleet.account().id(),
                instance.resourceId(),
                instance.iamAuthentication());
        var tls = authority.serverContext(doorway.certificateName());
        PostgresGateway gateway = PostgresGateway.start(doorway.listener(), address, tls, tokens, server);
        closings.add(gateway::close);
        return new LocalInstance(instance, announced, doorway.listener().getLocalPort(), gateway, server);
    }

    private static AwsEndpoint startEndpoint(
            LocalRds.Builder wishes, Fleet fleet, Identities identities, Disturbances disturbances) throws IOException {
        try {
            return AwsEndpoint.start(wishes.awsPort, fleet, identities, wishes.clock, disturbances);
        } catch (IOException e) {
            throw new IOException("cannot listen on 127.0.0.1:" + wishes.awsPort + " (awsPort): choose a free port", e);
        }
    }

    @Override
    public void close() {
        closings.close();
    }
}
