package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.fleet.RdsInstance.Kind;

/**
 * Commands of the AWS CLI for what a connect led to. What is set on a cluster as a whole (IAM authentication, start, stop) is set
 * by the commands for clusters, for its instances too. Stateless.
 */
final class AwsCommands {

    private AwsCommands() {}

    /** {@code instance}, {@code cluster} or {@code proxy}. */
    static String noun(RdsInstance instance) {
        if (instance.kind() == Kind.PROXY) {
            return "proxy";
        }
        return instance.cluster() == null && instance.kind() == Kind.INSTANCE ? "instance" : "cluster";
    }

    /** The identifier of what {@link #noun} names. */
    static String id(RdsInstance instance) {
        String cluster = instance.cluster();
        return cluster == null ? instance.id() : cluster;
    }

    /** Such as {@code aws rds modify-db-cluster --db-cluster-identifier prod <options> --region us-east-1}. */
    static String of(String verb, RdsInstance instance, String... options) {
        return "aws rds " + verb + "-db-" + noun(instance) + named(instance, options);
    }

    /** The same of a waiter: {@code aws rds wait db-cluster-available --db-cluster-identifier prod --region us-east-1}. */
    static String waitUntil(String state, RdsInstance instance) {
        return "aws rds wait db-" + noun(instance) + "-" + state + named(instance);
    }

    private static String named(RdsInstance instance, String... options) {
        String option =
                instance.kind() == Kind.PROXY ? " --db-proxy-name " : " --db-" + noun(instance) + "-identifier ";
        String more = options.length == 0 ? "" : " " + String.join(" ", options);
        return option + id(instance) + more + " --region " + instance.region();
    }

    /** What turns IAM authentication on. */
    static String iamOn(RdsInstance instance) {
        return instance.kind() == Kind.PROXY
                ? of(
                        "modify",
                        instance,
                        "--auth AuthScheme=SECRETS,IAMAuth=REQUIRED,SecretArn=<ARN of the user's secret>")
                : of("modify", instance, "--enable-iam-database-authentication", "--apply-immediately");
    }

    /** What a policy's {@code rds-db:connect} names, where that is not known. */
    static String resourceId(RdsInstance instance) {
        String region = instance.region();
        return switch (noun(instance)) {
            case "proxy" ->
                "aws rds describe-db-proxies --query \"DBProxies[].[DBProxyName,DBProxyArn]\" --output text --region "
                        + region;
            case "cluster" ->
                "aws rds describe-db-clusters --db-cluster-identifier " + id(instance)
                        + " --query \"DBClusters[].DbClusterResourceId\" --output text --region " + region;
            default ->
                "aws rds describe-db-instances --db-instance-identifier " + instance.id()
                        + " --query \"DBInstances[].DbiResourceId\" --output text --region " + region;
        };
    }
}
