package ai.fourminds.rds.internal.failure;

import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.fleet.RdsInstance;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** What RDS says of an instance that makes a connect pointless. Nothing here has sent a token. Stateless. */
public final class InstanceFailures {

    private InstanceFailures() {}

    /**
     * No such instance in the region.
     *
     * @param nearest similar identifiers of the region, nearest first; empty when there are none or listing is denied
     */
    public static SQLException notFound(String id, String region, List<String> nearest, Throwable cause) {
        return DiagnosedException.of(
                FailureCode.INSTANCE_NOT_FOUND,
                "[" + id + "] No DB instance of this name exists in region " + region + ".",
                nearest.isEmpty() ? "" : "The nearest names there: " + String.join(", ", nearest) + ".",
                "Check the region first (region=<region>, or name the instance by its ARN), then the name: fourminds-rds"
                        + " instances --region " + region,
                cause);
    }

    /** It has no endpoint yet, or is in a state that accepts no connection. */
    public static SQLException notAvailable(RdsInstance instance) {
        return DiagnosedException.of(
                FailureCode.INSTANCE_NOT_AVAILABLE,
                "[" + instance.id() + "] The instance is not available: its status is '" + instance.status() + "'.",
                instance.endpoint() == null ? "It has no endpoint." : "",
                whatToDo(instance),
                null);
    }

    /** RDS User Guide, "Viewing DB instance status": what each status needs; only some of them pass by themselves. */
    private static String whatToDo(RdsInstance instance) {
        String named = " --db-instance-identifier " + instance.id() + " --region " + instance.region();
        String start = "aws rds start-db-instance" + named;
        String restore = "It does not become available again: restore a backup to a new instance (aws rds"
                + " restore-db-instance-to-point-in-time --source-db-instance-identifier " + instance.id()
                + " --target-db-instance-identifier <new name> --use-latest-restorable-time --region "
                + instance.region() + "), and connect to that.";
        return switch (instance.status()) {
            case "stopped" -> "Start it: " + start;
            case "stopping" ->
                "Wait until it has stopped (aws rds wait db-instance-stopped" + named + "), then start it: " + start;
            case "deleting" ->
                "It is being deleted. Connect to another instance: fourminds-rds instances --region "
                        + instance.region();
            case "failed", "incompatible-restore", "restore-error", "inaccessible-encryption-credentials" -> restore;
            case "inaccessible-encryption-credentials-recoverable" ->
                "Enable its KMS key, and the instance's access to it, then start it: " + start;
            case "incompatible-network", "insufficient-capacity", "incompatible-create" ->
                "It does not become available by itself; see what is wrong: aws rds describe-events --source-type db-instance"
                        + " --source-identifier " + instance.id() + " --region " + instance.region();
            case "incompatible-parameters" ->
                "It does not become available by itself: correct its parameter group, then: aws rds reboot-db-instance"
                        + named;
            case "incompatible-option-group" ->
                "It does not become available by itself: correct its option group, then: aws rds reboot-db-instance"
                        + named;
            default -> "Wait for it: aws rds wait db-instance-available" + named;
        };
    }

    /** An engine nobody here speaks; the wording is the source document's. */
    public static SQLException engineNotSupported(
            RdsInstance instance, Collection<String> supported, Collection<String> broken) {
        return DiagnosedException.of(
                FailureCode.ENGINE_NOT_SUPPORTED,
                "[" + instance.id() + "] RDS engine '" + instance.engine() + "' is not supported.",
                "Engines supported here: " + String.join(", ", supported) + "." + SettingsFailures.broken(broken),
                "Connect to an instance of one of these, or add the plugin jar of the engine.",
                null);
    }

    /**
     * The engine's plugin only connects.
     *
     * @param what what was asked for: {@code export tables}
     */
    public static SQLException notOffered(RdsInstance instance, String what) {
        return DiagnosedException.of(
                FailureCode.NOT_OFFERED_BY_PLUGIN,
                "[" + instance.id() + "] The plugin of RDS engine '" + instance.engine() + "' cannot " + what + ".",
                "It can connect.",
                "Connect by JDBC and read them with SQL.",
                null);
    }

    /** IAM database authentication is switched off. */
    public static SQLException iamOff(RdsInstance instance) {
        return DiagnosedException.of(
                FailureCode.IAM_AUTHENTICATION_OFF,
                "[" + instance.id() + "] IAM Database Authentication is not enabled on the instance.",
                "No token was sent.",
                "Turn it on: aws rds modify-db-instance --db-instance-identifier " + instance.id()
                        + " --enable-iam-database-authentication --apply-immediately --region " + instance.region(),
                null);
    }
}
