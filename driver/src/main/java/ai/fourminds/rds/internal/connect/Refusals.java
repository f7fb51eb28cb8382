package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import ai.fourminds.rds.internal.failure.InstanceFailures;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Refuses a connect before a token is sent. Stateless. */
final class Refusals {

    // RDS User Guide, "Viewing DB instance status": the states in which an instance or cluster accepts no connection.
    // In other states (backing-up, modifying, maintenance, …) it may accept one, so the driver tries.
    private static final Set<String> CLOSED = Set.of(
            "creating",
            "deleting",
            "failed",
            "inaccessible-encryption-credentials",
            "inaccessible-encryption-credentials-recoverable",
            "incompatible-create",
            "incompatible-network",
            "incompatible-option-group",
            "incompatible-parameters",
            "incompatible-restore",
            "insufficient-capacity",
            "restore-error",
            "starting",
            "stopped",
            "stopping",
            // States of proxies.
            "insufficient-resource-limits",
            "suspended",
            "suspending");

    private Refusals() {}

    /**
     * @param named the engine in the URL, which must be the instance's, or null
     * @param nativeDriver the user's preferred plugin, or null
     */
    static EnginePlugin plugin(
            EnginePlugins plugins, RdsInstance instance, @Nullable String named, @Nullable String nativeDriver)
            throws SQLException {
        EnginePlugin own = plugins.forRdsEngine(instance.engine()).orElse(null);
        EnginePlugin plugin = nativeDriver == null ? own : preferred(plugins, instance, nativeDriver);
        if (plugin == null) {
            throw InstanceFailures.engineNotSupported(instance, plugins.rdsEngines(), plugins.broken());
        }
        EnginePlugin engine = own == null ? plugin : own;
        if (named != null && !plugins.named(named).equals(Optional.of(engine))) {
            throw SettingsFailures.engineMismatch(instance.id(), named, instance.engine());
        }
        return plugin;
    }

    private static EnginePlugin preferred(EnginePlugins plugins, RdsInstance instance, String nativeDriver)
            throws SQLException {
        List<String> able = plugins.serving(instance.engine()).stream()
                .map(EnginePlugin::name)
                .sorted()
                .toList();
        if (!able.contains(nativeDriver)) {
            throw SettingsFailures.invalid(List.of("nativeDriver: '" + nativeDriver + "' does not serve the engine '"
                    + instance.engine() + "' of " + instance.id() + "; choose " + String.join(" or ", able)));
        }
        return plugins.named(nativeDriver).orElseThrow();
    }

    /** Returns the endpoint of an instance, or refuses one that accepts no IAM logins. */
    static Endpoint endpoint(RdsInstance instance) throws SQLException {
        Endpoint endpoint = instance.endpoint();
        if (endpoint == null || CLOSED.contains(instance.status())) {
            throw InstanceFailures.notAvailable(instance);
        }
        if (!instance.iamAuthentication()) {
            throw InstanceFailures.iamOff(instance);
        }
        return endpoint;
    }

    /** Refuses a user that no server of the engine can have, before a remedy suggests creating it. */
    static void user(EnginePlugin engine, Settings settings) throws SQLException {
        Optional<String> complaint = engine.userComplaint(settings.required(Setting.USER));
        if (complaint.isPresent()) {
            throw SettingsFailures.invalid(List.of(Setting.USER.settingName() + ": " + complaint.get()));
        }
    }

    /** Refuses native properties that break a guarantee, or come from an untrusted layer and may do harm. */
    static void reserved(EnginePlugin plugin, Settings settings) throws SQLException {
        Map<String, String> reserved = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        reserved.putAll(plugin.reservedProperties());
        Set<String> harmless = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        harmless.addAll(plugin.urlProperties());
        List<String> faults = new ArrayList<>();
        for (String name : settings.nativeProperties().keySet()) {
            String instead = reserved.get(name);
            if (instead != null) {
                faults.add(name + ": cannot be set through this driver; " + instead);
            } else if (settings.refusals().containsKey(name) && !harmless.contains(name)) {
                faults.add(name + ": may load a class, touch a file, run SQL or reach another host"
                        + settings.refusals().get(name));
            }
        }
        if (!faults.isEmpty()) {
            faults.sort(String::compareTo);
            throw SettingsFailures.invalid(faults);
        }
    }
}
