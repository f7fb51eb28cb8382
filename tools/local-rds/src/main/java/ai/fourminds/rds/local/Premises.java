package ai.fourminds.rds.local;

import ai.fourminds.rds.local.aws.AwsEndpoint;
import ai.fourminds.rds.local.aws.Disturbances;
import ai.fourminds.rds.local.aws.Identities;
import ai.fourminds.rds.local.fleet.Fleet;
import ai.fourminds.rds.local.iam.ConnectTokens;
import ai.fourminds.rds.local.server.FileFailure;
import ai.fourminds.rds.local.server.Folders;
import ai.fourminds.rds.local.server.MissingRequirement;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** All that runs and lies about while a local RDS is open. Thread-safe. */
record Premises(
        Fleet fleet,
        Map<String, LocalInstance> connectable,
        Map<String, MissingRequirement> missing,
        AwsEndpoint aws,
        Path rootCertificate,
        Closings closings)
        implements AutoCloseable {

    static Premises open(LocalRds.Builder wishes, Identities identities, Faults faults) throws IOException {
        Closings closings = new Closings();
        try {
            return open(wishes, identities, faults, closings);
        } catch (IOException | RuntimeException e) {
            closings.close();
            throw e;
        }
    }

    private static Premises open(LocalRds.Builder wishes, Identities identities, Faults faults, Closings closings)
            throws IOException {
        Path folder = makeFolder(wishes);
        closings.add(() -> Folders.delete(folder));
        PrivateCa authority = PrivateCa.create();
        Path rootCertificate = Files.writeString(folder.resolve("root-ca.pem"), authority.certificatePem());
        Databases databases = Databases.start(wishes, folder, faults, closings);
        Fleet fleet = Fleet.sample(LocalRds.ACCOUNT, databases.announced());
        var tokens = new ConnectTokens(identities.keys(), wishes.clock);
        Map<String, LocalInstance> connectable = databases.open(fleet, authority, tokens);
        AwsEndpoint aws = startEndpoint(wishes, fleet, identities, faults.disturbances());
        closings.add(aws::close);
        return new Premises(fleet, connectable, databases.missing(), aws, rootCertificate, closings);
    }

    private static Path makeFolder(LocalRds.Builder wishes) throws IOException {
        boolean named = wishes.workingDirectory != null;
        Path parent = named ? wishes.workingDirectory : Path.of(System.getProperty("java.io.tmpdir"));
        try {
            if (named) {
                Files.createDirectories(parent);
            }
            return Files.createTempDirectory(parent, "fourminds-rds-");
        } catch (IOException e) {
            throw new IOException(
                    "cannot make a folder in " + parent + " (" + FileFailure.reason(e) + "): choose another by "
                            + (named
                                    ? "workingDirectory"
                                    : "Java's option -Djava.io.tmpdir=FOLDER (of fourminds-rds in FOURMINDS_RDS_JAVA_OPTS)"),
                    e);
        }
    }

    private static AwsEndpoint startEndpoint(
            LocalRds.Builder wishes, Fleet fleet, Identities identities, Disturbances disturbances) throws IOException {
        try {
            return AwsEndpoint.start(wishes.awsPort, fleet, identities, wishes.clock, disturbances);
        } catch (IOException e) {
            throw new IOException("cannot listen on 127.0.0.1:" + wishes.awsPort + " (awsPort): choose a free port", e);
        }
    }

    LocalInstance instance(String identifier) {
        LocalInstance instance = connectable().get(identifier);
        if (instance == null) {
            MissingRequirement lack = missing().get(identifier);
            throw new IllegalArgumentException(
                    "'" + identifier + "' is not one of the connectable instances "
                            + connectable().keySet() + (lack == null ? "" : ": " + lack.getMessage()),
                    lack);
        }
        return instance;
    }

    @Override
    public void close() {
        closings.close();
    }
}
