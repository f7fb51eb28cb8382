package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.fleet.RdsInstance;
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

/** What ends a connect before any token leaves. Stateless. */
final class Refusals {

    // RDS User Guide, "Viewing DB instance status": the states in which an instance or cluster takes no connection. In
    // the others
    // (backing-up, modifying, maintenance, …) it may, so it is tried.
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
            // Of proxies.
            "insufficient-resource-limits",
            "suspended",
            "suspending");

    private Refusals() {}

    /**
     * The plugin for an instance; the engine that a URL names must be the instance's.
     *
     * @param named the engine that the URL names, or null
     * @param nativeDriver the plugin that the user prefers, or null
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

    /** Where to find an instance that accepts IAM logins at all. */
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

    /** A user that no server of the engine can have, before anybody is told to create it. */
    static void user(EnginePlugin engine, Settings settings) throws SQLException {
        Optional<String> complaint = engine.userComplaint(settings.required(Setting.USER));
        if (complaint.isPresent()) {
            throw SettingsFailures.invalid(List.of(Setting.USER.settingName() + ": " + complaint.get()));
        }
    }

    /**
     * Properties for the native driver that would undo what this driver promises, and those of a layer that is not trusted
     * which the plugin does not know to be harmless.
     */
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
