package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.failure.Diagnosis;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Failures found in RDS's description of an instance, before a token is sent. Stateless. */
public final class InstanceFailures {

    private InstanceFailures() {}

    /** {@code nearest} are similar identifiers, nearest first; empty if there are none or listing is denied. */
    public static SQLException notFound(String id, String region, List<String> nearest, Throwable cause) {
        return DiagnosedException.of(
                FailureCode.INSTANCE_NOT_FOUND,
                "[" + id + "] No DB instance and no DB cluster of this name exists in region " + region + ".",
                nearest.isEmpty() ? "" : "The nearest names there: " + String.join(", ", nearest) + ".",
                "Check the region first (region=<region>, or name the instance by its ARN), then the name: fourminds-rds"
                        + " instances --region " + region,
                cause);
    }

    /**
     * The ARN names another account: the same identifier there is another instance.
     *
     * @param account the account in the given ARN, or null
     * @param arn an ARN of the account that answered; empty if RDS could not be asked
     * @return empty if both accounts are the same
     */
    public static Optional<SQLException> otherAccount(@Nullable String account, String id, String arn) {
        if (account == null || arn.isEmpty() || arn.contains(":" + account + ":")) {
            return Optional.empty();
        }
        return Optional.of(DiagnosedException.of(
                FailureCode.INSTANCE_NOT_FOUND,
                "[" + id + "] The ARN is of account " + account + ", but these credentials are of account "
                        + arn.split(":", -1)[4] + ".",
                "",
                "Use credentials of account " + account
                        + " (such as auth=iam-role with a roleArn there), or correct the ARN.",
                null));
    }

    public static SQLException nameLeadsNowhere(String name, String where) {
        return DiagnosedException.of(
                FailureCode.INSTANCE_NOT_FOUND,
                "[" + name + "] This is no identifier of RDS, and as a host name it leads to no RDS endpoint.",
                where,
                "Check the name (nslookup -type=CNAME " + name
                        + "), or name the instance, cluster or proxy itself; the address of"
                        + " a tunnel goes into connectHost and connectPort.");
    }

    public static SQLException nameNotResolved(String name, String why, @Nullable Throwable cause) {
        return DiagnosedException.of(
                FailureCode.UNKNOWN_HOST,
                "[" + name + "] What this name leads to could not be asked of DNS.",
                DiagnosedException.sentence("The cause: " + why),
                "Check DNS from this machine (nslookup -type=CNAME " + name
                        + "), or name the instance, cluster or proxy itself.",
                cause);
    }

    /** RDS may not be asked about a proxy, shard group or custom endpoint, and the settings are not enough. */
    public static SQLException notDescribed(String id, boolean withoutHost, RdsInstance.Kind kind) {
        boolean proxy = kind == RdsInstance.Kind.PROXY;
        return DiagnosedException.of(
                FailureCode.INSTANCE_NOT_FOUND,
                "[" + id + "] RDS does not tell " + (withoutHost ? "the endpoint" : "the engine") + " of this "
                        + (proxy ? "proxy" : "endpoint") + " to these credentials.",
                "",
                withoutHost
                        ? "Name it by its endpoint, or allow rds:DescribeDBProxies and rds:DescribeDBProxyEndpoints."
                        : "Name the engine in the URL (jdbc:fourminds-rds:postgresql://…) or set instanceEngine"
                                + (proxy ? ", or allow rds:DescribeDBProxies." : "."));
    }

    /** Only readers answer; {@code tunnelled} if a tunnel decides who answers. */
    public static SQLException noWriter(RdsInstance cluster, boolean tunnelled, Duration limit) {
        return DiagnosedException.of(
                FailureCode.NO_WRITER,
                "[" + cluster.id() + "] No member of the cluster took writes within " + limit.toMillis() + " ms.",
                "Readers answered; their connections were closed.",
                tunnelled
                        ? "Check that the tunnel ends at the writer's endpoint " + cluster.endpoint()
                                + "; or set target=any to be content with a reader."
                        : "Connect again in a moment: the cluster is failing over; or set target=reader to read only.");
    }

    /** A secondary of a global cluster never accepts writes. */
    public static SQLException secondary(RdsInstance cluster, String why) {
        return DiagnosedException.of(
                FailureCode.NO_WRITER,
                "[" + cluster.id() + "] No member of the cluster takes writes.",
                why + " Readers answered; their connections were closed.",
                "Name that cluster, or the global cluster by its own endpoint; or set target=reader to read only.");
    }

    /** Adds a remark about the named target to a failure. */
    public static SQLException with(SQLException failure, String remark) {
        if (!(failure instanceof RdsFailure diagnosed)) {
            return failure;
        }
        Diagnosis told = diagnosed.diagnosis();
        String detail = (told.detail() + " " + remark).strip();
        return DiagnosedException.again(new Diagnosis(told.failure(), told.headline(), detail, told.remedy()), failure);
    }

    /** The instance has no endpoint yet, or its status allows no connections. */
    public static SQLException notAvailable(RdsInstance instance) {
        return DiagnosedException.of(
                FailureCode.INSTANCE_NOT_AVAILABLE,
                "[" + instance.id() + "] The " + own(instance) + " is not available: its status is '"
                        + instance.status() + "'.",
                instance.endpoint() == null ? "It has no endpoint." : "",
                whatToDo(instance));
    }

    private static String own(RdsInstance instance) {
        return instance.kind().name().toLowerCase(Locale.ROOT);
    }

    /** Only some statuses end without action (RDS User Guide, "Viewing DB instance status"). */
    private static String whatToDo(RdsInstance instance) {
        String region = " --region " + instance.region();
        if (instance.kind() == RdsInstance.Kind.PROXY) {
            return "See what it waits for: aws rds describe-db-proxies --db-proxy-name " + instance.id() + region;
        }
        String noun = AwsCommands.noun(instance);
        String start = AwsCommands.of("start", instance);
        String reboot = "aws rds reboot-db-instance --db-instance-identifier "
                + (noun.equals("instance") ? instance.id() : "<each instance of " + instance.cluster() + ">") + region;
        return switch (instance.status()) {
            case "stopped" -> "Start it: " + start;
            case "stopping" ->
                "Wait until it has stopped (" + AwsCommands.waitUntil("stopped", instance) + "), then start it: "
                        + start;
            case "deleting" -> "It is being deleted. Connect to another instance: fourminds-rds instances" + region;
            case "failed", "incompatible-restore", "restore-error", "inaccessible-encryption-credentials" ->
                restore(instance);
            case "inaccessible-encryption-credentials-recoverable" ->
                "Enable its KMS key, and the instance's access to it, then start it: " + start;
            case "incompatible-network", "insufficient-capacity", "incompatible-create" ->
                "It does not become available by itself; see what is wrong: aws rds describe-events --source-type db-"
                        + noun + " --source-identifier " + AwsCommands.id(instance) + region;
            case "incompatible-parameters" ->
                "It does not become available by itself: correct its parameter group, then: " + reboot;
            case "incompatible-option-group" ->
                "It does not become available by itself: correct its option group, then: " + reboot;
            default -> "Wait for it: " + AwsCommands.waitUntil("available", instance);
        };
    }

    private static String restore(RdsInstance instance) {
        boolean single = AwsCommands.noun(instance).equals("instance");
        return "It does not become available again: restore a backup to a new " + AwsCommands.noun(instance) + " ("
                + (single
                        ? "aws rds restore-db-instance-to-point-in-time --source-db-instance-identifier "
                                + instance.id() + " --target-db-instance-identifier <new name>"
                        : "aws rds restore-db-cluster-to-point-in-time --source-db-cluster-identifier "
                                + AwsCommands.id(instance) + " --db-cluster-identifier <new name>")
                + " --use-latest-restorable-time --region "
                + instance.region() + "), and connect to that.";
    }

    /** The engine has no plugin; the wording is the specification's. */
    public static SQLException engineNotSupported(
            RdsInstance instance, Collection<String> supported, Collection<String> broken) {
        return DiagnosedException.of(
                FailureCode.ENGINE_NOT_SUPPORTED,
                "[" + instance.id() + "] RDS engine '" + instance.engine() + "' is not supported.",
                "Engines supported here: " + String.join(", ", supported) + "." + SettingsFailures.broken(broken),
                "Connect to an instance of one of these, or add the plugin jar of the engine.");
    }

    /** The plugin connects only; {@code what} was asked for: {@code export tables}. */
    public static SQLException notOffered(RdsInstance instance, String what) {
        return DiagnosedException.of(
                FailureCode.NOT_OFFERED_BY_PLUGIN,
                "[" + instance.id() + "] The plugin of RDS engine '" + instance.engine() + "' cannot " + what + ".",
                "It can connect.",
                "Connect by JDBC and read them with SQL.");
    }

    public static SQLException iamOff(RdsInstance instance) {
        return DiagnosedException.of(
                FailureCode.IAM_AUTHENTICATION_OFF,
                "[" + instance.id() + "] IAM Database Authentication is not enabled on the "
                        + AwsCommands.noun(instance) + ".",
                "No token was sent.",
                "Turn it on: " + AwsCommands.iamOn(instance));
    }
}
