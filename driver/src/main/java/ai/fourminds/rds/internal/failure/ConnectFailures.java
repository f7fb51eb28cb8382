package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.plugin.Endpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The failures of one connect, from the name of the host to the login, with the facts that are known. Immutable.
 *
 * @param endpoint its real endpoint, for which the token was signed
 * @param dial the dialled address; differs from {@code endpoint} only through a tunnel
 * @param database the requested database, or null for the engine's default
 * @param userStatements the statements that set the user up for IAM authentication
 * @param cause the native driver's failure
 */
public record ConnectFailures(
        RdsInstance instance,
        Endpoint endpoint,
        Endpoint dial,
        String user,
        @Nullable String database,
        List<String> userStatements,
        SQLException cause) {

    public ConnectFailures {
        userStatements = List.copyOf(userStatements);
    }

    private SQLException failure(FailureCode code, String what, String detail, String remedy) {
        return DiagnosedException.of(code, "[" + instance.id() + "] " + what, detail, remedy, cause);
    }

    private SQLException failure(FailureCode code, String what, String remedy) {
        return failure(code, what, summary(), remedy);
    }

    private boolean tunnelled() {
        // A custom endpoint of a cluster is dialled directly, but no token can be signed for it.
        return !dial.equals(endpoint) && !dial.host().contains(".cluster-custom-");
    }

    /** {@code Dialled 127.0.0.1:5433 for host:5432, user u, region r.} */
    private String summary() {
        return (tunnelled() ? "Dialled " + dial + " in place of " + endpoint : "Endpoint " + endpoint) + ", user "
                + user + ", region " + instance.region()
                + (instance.available() ? "." : ", instance status '" + instance.status() + "'.");
    }

    /** @param caller the caller's ARN; used if RDS did not describe the instance, which is in the caller's account */
    private String connectResource(Optional<String> caller) {
        String[] arn = instance.arn().split(":", -1);
        String partition = arn.length > 4
                ? arn[1]
                : PartitionMetadata.of(Region.of(instance.region())).id();
        String account = arn.length > 4
                ? arn[4]
                : caller.map(own -> own.split(":", -1)[4]).orElse("<account>");
        String resource = instance.resourceId().isEmpty() ? "<resource id>" : instance.resourceId();
        return "arn:" + partition + ":rds-db:" + instance.region() + ":" + account + ":dbuser:" + resource + "/"
                + RdsInstance.inPolicy(user);
    }

    public SQLException unknownHost() {
        return failure(
                FailureCode.UNKNOWN_HOST,
                "Could not resolve RDS endpoint hostname " + dial.host() + ".",
                summary() + " The cause: " + words(),
                tunnelled()
                        ? "Check connectHost."
                        : "Check DNS from this machine (nslookup "
                                + dial.host()
                                + "); a private endpoint resolves only inside its VPC: use a VPN, or a tunnel with"
                                + " connectHost and connectPort.");
    }

    /** Nothing listens at the address. */
    public SQLException refused() {
        return failure(
                FailureCode.CONNECTION_REFUSED,
                "Connection refused by " + dial + ".",
                tunnelled()
                        ? "Check that the tunnel is up and listens on " + dial + "."
                        : "Open port " + dial.port()
                                + " in the instance's security group for this machine, or make"
                                + " the instance reachable by VPN, peering or a tunnel (connectHost, connectPort).");
    }

    public SQLException timedOut(Duration limit) {
        return failure(
                FailureCode.CONNECTION_TIMED_OUT,
                "Connection timed out after " + limit.toMillis() + " ms. The RDS endpoint " + dial
                        + " may not be reachable from here.",
                "Check VPC / security group rules (inbound port " + dial.port()
                        + " open from this machine's network); connectTimeout allows more time.");
    }

    /** The connection was accepted, but the server sent nothing in time. */
    public SQLException silent(Duration limit) {
        String remedy = tunnelled()
                ? "Check the tunnel's far end: a tunnel accepts connections also when it does not reach the instance;"
                        + " connectTimeout allows more time."
                : "The network is open. Check the instance's load and log, and what stands between (proxy, load balancer);"
                        + " connectTimeout allows more time.";
        return failure(
                FailureCode.SERVER_SILENT,
                dial + " accepted the connection and did not answer within " + limit.toMillis() + " ms.",
                instance.engine().startsWith("aurora")
                        ? "If the cluster is Aurora Serverless v2 and had paused, it is resuming, which takes 15 seconds and"
                                + " more: connect again, or set connectTimeout=60s. Otherwise: " + remedy
                        : remedy);
    }

    public SQLException lost() {
        return failure(
                FailureCode.CONNECTION_LOST,
                "The connection to " + dial + " broke during login.",
                summary() + " The cause: " + words(),
                "Connect again; if it stays, check the instance's status and log, and what stands between (proxy, tunnel,"
                        + " load balancer).");
    }

    /**
     * The certificate chain ends in no trusted root.
     *
     * @param roots the number of trusted roots
     * @param regionCovered whether one of them belongs to the instance's region
     * @param verifyFull whether {@code tlsMode} is {@code verify-full}
     */
    public SQLException notTrusted(int roots, boolean regionCovered, boolean verifyFull) {
        String region = instance.region();
        return failure(
                FailureCode.CERTIFICATE_NOT_TRUSTED,
                "SSL error connecting to RDS: the certificate of " + dial + " is not signed by a trusted root.",
                summary() + " Of the " + roots + " roots trusted " + (regionCovered ? "some are" : "none is")
                        + " of region " + region + ". No token was sent.",
                remedy(regionCovered)
                        + (verifyFull
                                ? ""
                                : " With tlsMode=verify-ca only RDS's own roots are trusted; RDS Proxy and Aurora Serverless,"
                                        + " whose certificates are of public authorities, need tlsMode=verify-full."));
    }

    private String remedy(boolean regionCovered) {
        if (!regionCovered) {
            return "Fetch AWS's current roots: fourminds-rds certs update"
                    + bundle(instance.region())
                    + "; or set tlsRootCert to a PEM file with the root of "
                    + instance.region() + ".";
        }
        return tunnelled()
                ? "Check that the tunnel ends at " + endpoint + " and not at another server."
                : "Something stands between you and RDS (a proxy that opens TLS?); or AWS has a new root: fourminds-rds"
                        + " certs update.";
    }

    /** Returns where to get the bundle: each partition has its own (its RDS User Guide, "Using SSL/TLS"). */
    private static String bundle(String region) {
        if (region.startsWith("cn-")) {
            return " --url https://rds-truststore.s3.cn-north-1.amazonaws.com.cn/global/global-bundle.pem";
        }
        return region.startsWith("us-gov-")
                ? " --url https://truststore.pki.us-gov-west-1.rds.amazonaws.com/global/global-bundle.pem"
                : "";
    }

    public SQLException wrongName() {
        return failure(
                FailureCode.CERTIFICATE_WRONG_NAME,
                "SSL error connecting to RDS: the certificate of " + dial + " does not name the host " + endpoint.host()
                        + ".",
                summary() + " The cause: " + words() + " No token was sent.",
                "Name the instance by its identifier rather than by an alias of its address; with a tunnel keep the"
                        + " instance in the URL and the tunnel in connectHost and connectPort.");
    }

    public SQLException certificateExpired() {
        return failure(
                FailureCode.CERTIFICATE_EXPIRED,
                "SSL error connecting to RDS: the certificate of " + dial + " has expired or is not valid yet.",
                summary() + " The cause: " + words() + " No token was sent.",
                "Check this machine's clock; then " + AwsCommands.rotate(instance));
    }

    public SQLException tlsNotOffered() {
        return failure(
                FailureCode.TLS_NOT_OFFERED,
                "SSL error connecting to RDS: " + dial + " does not offer TLS.",
                summary() + " No token was sent.",
                "IAM authentication requires TLS, which every RDS instance offers: check that "
                        + (tunnelled() ? "the tunnel ends at " + endpoint : "this address is the instance")
                        + " and not another server.");
    }

    public SQLException tlsFailed() {
        return failure(
                FailureCode.TLS_FAILED,
                "SSL error connecting to RDS: the TLS handshake with " + dial + " failed.",
                summary() + " The cause: " + words() + " No token was sent.",
                "Check that the address is the instance, and that the JVM's jdk.tls.disabledAlgorithms leave TLS 1.2 or"
                        + " 1.3 to it.");
    }

    /** The server at the address is not of this engine. */
    public SQLException protocol() {
        return failure(
                FailureCode.PROTOCOL_ERROR,
                "What answers at " + dial + " does not speak the instance's protocol.",
                summary() + " The cause: " + words(),
                "Check connectHost and connectPort, or instanceHost, instancePort and instanceEngine.");
    }

    private String words() {
        String message = Causes.message(Causes.innermost(cause));
        // Connector/J puts two spaces between its own message and the server's.
        return DiagnosedException.sentence(message.replace(",  message from server:", ", message from server:"));
    }

    /** The server verified the token and refused it; {@code callerArn} is empty if AWS could not be asked. */
    public SQLException tokenRefused(Optional<String> callerArn) {
        String caller = callerArn.map(arn -> "the caller " + arn).orElse("the caller");
        return failure(
                FailureCode.AUTHENTICATION_FAILED,
                "Authentication failed: RDS refused the IAM token of database user '" + user + "'.",
                callerArn.map(arn -> "Caller " + arn + ", token signed for ").orElse("Token signed for ") + endpoint
                        + ", region " + instance.region() + ".",
                "Most likely " + caller + " lacks rds-db:connect; attach {\"Effect\":\"Allow\",\"Action\":"
                        + "\"rds-db:connect\",\"Resource\":\""
                        + connectResource(callerArn).replaceAll("[\"\\\\]", "\\\\$0") + "\"}"
                        + lookUp()
                        + ". Otherwise check that the user is set up for IAM authentication ("
                        + statements() + ") and that this machine's clock is right.");
    }

    /** The server asked for an ordinary password of this user. */
    public SQLException userNotIam() {
        return failure(
                FailureCode.USER_NOT_IAM,
                "Authentication failed: the database user '" + user
                        + "' doesn't exist or isn't set up for IAM authentication.",
                "As an administrator of the instance run: " + statements()
                        + " Or set user=<name> to a user that has it.");
    }

    public SQLException unknownDatabase() {
        return failure(
                FailureCode.UNKNOWN_DATABASE,
                "The database '" + database + "' does not exist on this instance.",
                "List what there is: fourminds-rds databases " + instance.id());
    }

    /** An administrator runs one of {@code statements}, if there are any. */
    public SQLException databaseForbidden(List<String> statements) {
        return failure(
                FailureCode.DATABASE_FORBIDDEN,
                "The user '" + user + "' may not connect to the database '" + database + "'.",
                (statements.isEmpty()
                                ? "Grant it access to the database"
                                : "As an administrator of the instance run: "
                                        + String.join("; or, where a role of the user allows it: ", statements))
                        + "; or choose another: fourminds-rds databases " + instance.id());
    }

    public SQLException tooManyConnections() {
        return failure(
                FailureCode.TOO_MANY_CONNECTIONS,
                "Too many connections: the server has no free slot for user '" + user + "'.",
                "The server says: " + words(),
                "Close idle connections or lower the pool's maximum; max_connections of the parameter group and the"
                        + " user's own connection limit set the bound.");
    }

    /** The server is starting, stopping or recovering. */
    public SQLException notReady() {
        return failure(
                FailureCode.SERVER_NOT_READY,
                "The database server is not accepting connections now.",
                "The server says: " + words(),
                "Connect again in a moment: it is starting, failing over or shutting down.");
    }

    /** The server saw no TLS although the driver always uses it: something in between ended it. */
    public SQLException tlsDemanded() {
        return failure(
                FailureCode.TLS_FAILED,
                "SSL error connecting to RDS: the server believes the connection has no TLS.",
                "Something between here and the instance ends TLS; connect to the instance itself or through a plain TCP"
                        + " tunnel.");
    }

    public SQLException nativeProperty() {
        return failure(
                FailureCode.NATIVE_PROPERTY_INVALID,
                "The native driver refuses a property that was passed through to it.",
                "It says: " + words(),
                "Correct or remove that property.");
    }

    /** Any other failure: the server's own message, and where it happened. */
    public SQLException other() {
        return failure(
                FailureCode.LOGIN_FAILED,
                "The database refused the login of user '" + user + "'.",
                summary() + " The server says (SQLState " + cause.getSQLState() + "): " + words(),
                AwsCommands.logs(instance));
    }

    /** Returns how to find a resource id that RDS did not tell; IAM authentication of a cluster may also be off. */
    private String lookUp() {
        if (!instance.resourceId().isEmpty()) {
            return "";
        }
        String look = " with the resource id that this prints: " + AwsCommands.resourceId(instance);
        return AwsCommands.noun(instance).equals("cluster")
                ? look + ". Or IAM authentication is off on the cluster: " + AwsCommands.iamOn(instance)
                : look;
    }

    private String statements() {
        return userStatements.stream()
                .map(statement -> statement.endsWith(";") ? statement : statement + ";")
                .collect(Collectors.joining(" "));
    }
}
