package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.fleet.RdsInstance.Kind;
import java.util.regex.Pattern;

/**
 * Builds AWS CLI commands for the target of a connect. Settings of a whole cluster (IAM authentication, start, stop)
 * use the cluster commands, for its instances too. Stateless.
 */
public final class AwsCommands {

    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private AwsCommands() {}

    /** Returns a name, which a stranger may have chosen, as one word of a command, as POSIX shells read it back. */
    public static String word(String name) {
        return PLAIN_WORD.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
    }

    /** Returns {@code instance}, {@code cluster} or {@code proxy}. */
    static String noun(RdsInstance instance) {
        if (instance.kind() == Kind.PROXY) {
            return "proxy";
        }
        return instance.cluster() == null && instance.kind() == Kind.INSTANCE ? "instance" : "cluster";
    }

    /** Returns the identifier of what {@link #noun} names. */
    static String id(RdsInstance instance) {
        String cluster = instance.cluster();
        return cluster == null ? instance.id() : cluster;
    }

    /** {@code aws rds modify-db-cluster --db-cluster-identifier prod <options> --region us-east-1}. */
    static String of(String verb, RdsInstance instance, String... options) {
        return "aws rds " + verb + "-db-" + noun(instance) + named(instance, options);
    }

    /** {@code aws rds wait db-cluster-available --db-cluster-identifier prod --region us-east-1}. */
    static String waitUntil(String state, RdsInstance instance) {
        return "aws rds wait db-" + noun(instance) + "-" + state + named(instance);
    }

    private static String named(RdsInstance instance, String... options) {
        String option =
                instance.kind() == Kind.PROXY ? " --db-proxy-name " : " --db-" + noun(instance) + "-identifier ";
        String more = options.length == 0 ? "" : " " + String.join(" ", options);
        return option + id(instance) + more + " --region " + instance.region();
    }

    /** Returns the command that turns IAM authentication on. */
    static String iamOn(RdsInstance instance) {
        return instance.kind() == Kind.PROXY
                ? of(
                        "modify",
                        instance,
                        "--auth AuthScheme=SECRETS,IAMAuth=REQUIRED,SecretArn=<ARN of the user's secret>")
                : of("modify", instance, "--enable-iam-database-authentication", "--apply-immediately");
    }

    /** Returns the command that prints the resource id for a policy's {@code rds-db:connect}. */
    static String resourceId(RdsInstance instance) {
        String query = switch (noun(instance)) {
            case "proxy" -> "proxies --query \"DBProxies[].[DBProxyName,DBProxyArn]\"";
            case "cluster" ->
                "clusters --db-cluster-identifier " + id(instance) + " --query \"DBClusters[].DbClusterResourceId\"";
            default ->
                "instances --db-instance-identifier " + instance.id() + " --query \"DBInstances[].DbiResourceId\"";
        };
        return "aws rds describe-db-" + query + " --output text --region " + instance.region();
    }

    /** Returns how to renew the certificate. Each instance of an Aurora cluster has its own; AWS renews a proxy's. */
    static String rotate(RdsInstance instance) {
        String ca = "--ca-certificate-identifier rds-ca-rsa2048-g1 --apply-immediately";
        String region = " --region " + instance.region();
        String single = "aws rds modify-db-instance --db-instance-identifier ";
        return switch (instance.kind()) {
            case PROXY -> "ask AWS: the certificates of proxies renew themselves.";
            case CLUSTER ->
                "rotate the certificate "
                        + (instance.engine().startsWith("aurora")
                                ? "of each instance: " + single + "<instance of " + instance.id() + "> " + ca + region
                                : "of the cluster: " + of("modify", instance, ca));
            case INSTANCE -> "rotate the instance's certificate: " + single + instance.id() + " " + ca + region;
        };
    }

    /** Returns how to read the log of what refused a login. */
    static String logs(RdsInstance instance) {
        String region = " --region " + instance.region();
        return switch (instance.kind()) {
            case PROXY -> "See the proxy's log: aws logs tail /aws/rds/proxy/" + instance.id() + region;
            case CLUSTER ->
                "See the log of the instance that answered: aws rds describe-db-log-files --db-instance-identifier <instance of "
                        + instance.id() + ">" + region;
            case INSTANCE ->
                "See the instance's log: aws rds describe-db-log-files --db-instance-identifier " + instance.id()
                        + region;
        };
    }
}
