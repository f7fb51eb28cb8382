package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.failure.Causes;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.fleet.RdsInstance;
import java.sql.SQLException;
import java.time.Duration;

/** Failures between the driver and the instance before the login: name, port, connection, certificate. Stateless. */
public final class NetworkFailures {

    private NetworkFailures() {}

    public static SQLException unknownHost(ConnectFacts facts, Throwable cause) {
        return DiagnosedException.of(
                FailureCode.UNKNOWN_HOST,
                "[" + facts.id() + "] Could not resolve RDS endpoint hostname "
                        + facts.dial().host() + ".",
                facts.summary() + " The cause: " + words(cause),
                facts.tunnelled()
                        ? "Check connectHost."
                        : "Check DNS from this machine (nslookup "
                                + facts.dial().host()
                                + "); a private endpoint resolves only inside its VPC: use a VPN, or a tunnel with"
                                + " connectHost and connectPort.",
                cause);
    }

    /** Nothing listens at the address. */
    public static SQLException refused(ConnectFacts facts, Throwable cause) {
        return DiagnosedException.of(
                FailureCode.CONNECTION_REFUSED,
                "[" + facts.id() + "] Connection refused by " + facts.dial() + ".",
                facts.summary(),
                facts.tunnelled()
                        ? "Check that the tunnel is up and listens on " + facts.dial() + "."
                        : "Open port " + facts.dial().port()
                                + " in the instance's security group for this machine, or make"
                                + " the instance reachable by VPN, peering or a tunnel (connectHost, connectPort).",
                cause);
    }

    public static SQLException timedOut(ConnectFacts facts, Duration limit, Throwable cause) {
        return DiagnosedException.of(
                FailureCode.CONNECTION_TIMED_OUT,
                "[" + facts.id() + "] Connection timed out after " + limit.toMillis() + " ms. The RDS endpoint "
                        + facts.dial() + " may not be reachable from here.",
                facts.summary(),
                "Check VPC / security group rules (inbound port " + facts.dial().port()
                        + " open from this machine's network); connectTimeout allows more time.",
                cause);
    }

    /** The connection was accepted, but the server sent nothing in time. */
    public static SQLException silent(ConnectFacts facts, Duration limit, Throwable cause) {
        String remedy = facts.tunnelled()
                ? "Check the tunnel's far end: a tunnel accepts connections also when it does not reach the instance;"
                        + " connectTimeout allows more time."
                : "The network is open. Check the instance's load and log, and what stands between (proxy, load balancer);"
                        + " connectTimeout allows more time.";
        return DiagnosedException.of(
                FailureCode.SERVER_SILENT,
                "[" + facts.id() + "] " + facts.dial() + " accepted the connection and did not answer within "
                        + limit.toMillis() + " ms.",
                facts.summary(),
                facts.instance().engine().startsWith("aurora")
                        ? "If the cluster is Aurora Serverless v2 and had paused, it is resuming, which takes 15 seconds and"
                                + " more: connect again, or set connectTimeout=60s. Otherwise: " + remedy
                        : remedy,
                cause);
    }

    public static SQLException lost(ConnectFacts facts, Throwable cause) {
        return DiagnosedException.of(
                FailureCode.CONNECTION_LOST,
                "[" + facts.id() + "] The connection to " + facts.dial() + " broke during login.",
                facts.summary() + " The cause: " + words(cause),
                "Connect again; if it stays, check the instance's status and log, and what stands between (proxy, tunnel,"
                        + " load balancer).",
                cause);
    }

    /**
     * The certificate chain ends in no trusted root.
     *
     * @param roots the number of trusted roots
     * @param regionCovered whether one of them belongs to the instance's region
     * @param verifyFull whether {@code tlsMode} is {@code verify-full}
     */
    public static SQLException notTrusted(
            ConnectFacts facts, int roots, boolean regionCovered, boolean verifyFull, Throwable cause) {
        String region = facts.instance().region();
        return DiagnosedException.of(
                FailureCode.CERTIFICATE_NOT_TRUSTED,
                "[" + facts.id() + "] SSL error connecting to RDS: the certificate of " + facts.dial()
                        + " is not signed by a trusted root.",
                facts.summary() + " Of the " + roots + " roots trusted " + (regionCovered ? "some are" : "none is")
                        + " of region " + region + ". No token was sent.",
                remedy(facts, regionCovered)
                        + (verifyFull
                                ? ""
                                : " With tlsMode=verify-ca only RDS's own roots are trusted; RDS Proxy and Aurora Serverless,"
                                        + " whose certificates are of public authorities, need tlsMode=verify-full."),
                cause);
    }

    private static String remedy(ConnectFacts facts, boolean regionCovered) {
        if (!regionCovered) {
            return "Fetch AWS's current roots: fourminds-rds certs update"
                    + bundle(facts.instance().region())
                    + "; or set tlsRootCert to a PEM file with the root of "
                    + facts.instance().region() + ".";
        }
        return facts.tunnelled()
                ? "Check that the tunnel ends at " + facts.endpoint() + " and not at another server."
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

    public static SQLException wrongName(ConnectFacts facts, Throwable cause) {
        return DiagnosedException.of(
                FailureCode.CERTIFICATE_WRONG_NAME,
                "[" + facts.id() + "] SSL error connecting to RDS: the certificate of " + facts.dial()
                        + " does not name the host " + facts.endpoint().host() + ".",
                facts.summary() + " The cause: " + words(cause) + " No token was sent.",
                "Name the instance by its identifier rather than by an alias of its address; with a tunnel keep the"
                        + " instance in the URL and the tunnel in connectHost and connectPort.",
                cause);
    }

    public static SQLException certificateExpired(ConnectFacts facts, Throwable cause) {
        return DiagnosedException.of(
                FailureCode.CERTIFICATE_EXPIRED,
                "[" + facts.id() + "] SSL error connecting to RDS: the certificate of " + facts.dial()
                        + " has expired or is not valid yet.",
                facts.summary() + " The cause: " + words(cause) + " No token was sent.",
                "Check this machine's clock; then " + rotate(facts.instance()),
                cause);
    }

    /** Returns how to renew the certificate. Each instance of an Aurora cluster has its own; AWS renews a proxy's. */
    private static String rotate(RdsInstance instance) {
        String ca = "--ca-certificate-identifier rds-ca-rsa2048-g1 --apply-immediately";
        String region = " --region " + instance.region();
        String single = "aws rds modify-db-instance --db-instance-identifier ";
        return switch (instance.kind()) {
            case PROXY -> "ask AWS: the certificates of proxies renew themselves.";
            case CLUSTER ->
                "rotate the certificate "
                        + (instance.engine().startsWith("aurora")
                                ? "of each instance: " + single + "<instance of " + instance.id() + "> " + ca + region
                                : "of the cluster: " + AwsCommands.of("modify", instance, ca));
            case INSTANCE -> "rotate the instance's certificate: " + single + instance.id() + " " + ca + region;
        };
    }

    public static SQLException tlsNotOffered(ConnectFacts facts, Throwable cause) {
        return DiagnosedException.of(
                FailureCode.TLS_NOT_OFFERED,
                "[" + facts.id() + "] SSL error connecting to RDS: " + facts.dial() + " does not offer TLS.",
                facts.summary() + " No token was sent.",
                "IAM authentication requires TLS, which every RDS instance offers: check that "
                        + (facts.tunnelled()
                                ? "the tunnel ends at " + facts.endpoint()
                                : "this address is the instance")
                        + " and not another server.",
                cause);
    }

    public static SQLException tlsFailed(ConnectFacts facts, Throwable cause) {
        return DiagnosedException.of(
                FailureCode.TLS_FAILED,
                "[" + facts.id() + "] SSL error connecting to RDS: the TLS handshake with " + facts.dial() + " failed.",
                facts.summary() + " The cause: " + words(cause) + " No token was sent.",
                "Check that the address is the instance, and that the JVM's jdk.tls.disabledAlgorithms leave TLS 1.2 or"
                        + " 1.3 to it.",
                cause);
    }

    /** The server at the address is not of this engine. */
    public static SQLException protocol(ConnectFacts facts, Throwable cause) {
        return DiagnosedException.of(
                FailureCode.PROTOCOL_ERROR,
                "[" + facts.id() + "] What answers at " + facts.dial() + " does not speak the instance's protocol.",
                facts.summary() + " The cause: " + words(cause),
                "Check connectHost and connectPort, or instanceHost, instancePort and instanceEngine.",
                cause);
    }

    static String words(Throwable cause) {
        String message = Causes.message(Causes.innermost(cause));
        // Connector/J puts two spaces between its own message and the server's.
        return DiagnosedException.sentence(message.replace(",  message from server:", ", message from server:"));
    }
}
