package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.calls.CallThread;
import ai.fourminds.rds.internal.calls.Deadline;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import ai.fourminds.rds.internal.discovery.Lookup;
import ai.fourminds.rds.internal.discovery.LookupRequest;
import ai.fourminds.rds.internal.discovery.LookupRequest.Role;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.saved.ConfigurationFolder;
import ai.fourminds.rds.internal.saved.ConnectionFile;
import ai.fourminds.rds.internal.settings.EndpointName.NameKind;
import ai.fourminds.rds.internal.settings.InstanceReference;
import ai.fourminds.rds.internal.settings.JdbcUrl;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
import ai.fourminds.rds.internal.settings.Settings.Origin;
import ai.fourminds.rds.internal.settings.SettingsReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checked settings and the target of the connect.
 *
 * @param database the named database, or null for the engine's default
 * @param engine the engine in the URL, or null
 */
public record Configuration(
        Settings settings,
        InstanceReference instance,
        @Nullable String database,
        @Nullable String engine) {

    private static final Set<NameKind> DESCRIBED =
            EnumSet.of(NameKind.IDENTIFIER, NameKind.INSTANCE, NameKind.CLUSTER, NameKind.READER, NameKind.GLOBAL);

    Configuration at(InstanceReference reference) {
        return new Configuration(settings, reference, database, engine);
    }

    /** Returns what to look up. A reader or custom endpoint decides on the member, unless {@code target} is set. */
    LookupRequest wanted(EnginePlugins plugins) {
        Role said = Role.valueOf(settings.required(Setting.TARGET).toUpperCase(Locale.ROOT));
        boolean own = settings.origin(Setting.TARGET) == Origin.DEFAULT;
        Role role = switch (instance.kind()) {
            case IDENTIFIER, INSTANCE, CLUSTER, GLOBAL, ALIAS -> said;
            case READER -> own ? Role.READER : said;
            case CUSTOM -> own ? Role.ANY : said;
            case PROXY, SHARD_GROUP -> Role.ANY;
        };
        return new LookupRequest(
                instance,
                role,
                rdsEngine(plugins).orElse(null),
                settings.port(Setting.INSTANCE_PORT).orElse(null));
    }

    /** Describes the instance by its settings, for callers without {@code rds:DescribeDBInstances}. */
    RdsInstance given(EnginePlugins plugins, String region) throws SQLException {
        String rdsEngine = rdsEngine(plugins)
                .orElseThrow(() -> SettingsFailures.invalid(List.of("instanceEngine: is needed together with"
                        + " instanceHost, such as postgres, or name the engine in the URL")));
        return Lookup.undescribed(
                plugins,
                instance.id(),
                rdsEngine,
                settings.required(Setting.INSTANCE_HOST),
                settings.port(Setting.INSTANCE_PORT),
                region,
                RdsInstance.Kind.INSTANCE);
    }

    private Optional<String> rdsEngine(EnginePlugins plugins) {
        return settings.text(Setting.INSTANCE_ENGINE)
                .or(() -> Optional.ofNullable(engine))
                .map(plugins::rdsEngine);
    }

    /** Returns the region in {@code instanceHost}, or else in the instance's ARN or endpoint; or null. */
    @Nullable
    String region() {
        return settings.text(Setting.INSTANCE_HOST)
                .flatMap(InstanceReference::regionOf)
                .orElse(instance.region());
    }

    /** Reads a URL; throws one exception with all faults. {@code loginTimeout} is the caller's in seconds, or 0. */
    public static Configuration ofUrl(
            SharedState shared,
            String url,
            Map<String, String> properties,
            Map<String, String> environment,
            int loginTimeout)
            throws SQLException {
        List<String> faults = new ArrayList<>();
        if (!JdbcUrl.isOurs(url)) {
            faults.add("URL: does not begin with " + JdbcUrl.PREFIX);
            SettingsFailures.throwIfAny(faults);
        }
        JdbcUrl parts = JdbcUrl.parse(url, faults);
        parts.warnOfSecrets();
        Settings settings = read(shared, faults, properties, parts.parameters(), environment, loginTimeout);
        Optional<InstanceReference> instance = instance(parts.instance(), settings, faults);
        instance.ifPresent(reference -> checkCompanions(settings, reference, faults));
        SettingsFailures.throwIfAny(faults);
        String engine = parts.engine();
        if (engine != null && shared.plugins().named(engine).isEmpty()) {
            throw SettingsFailures.pluginMissing(
                    engine,
                    JdbcUrl.PREFIX + parts.instance() + (parts.database() == null ? "" : "/" + parts.database()),
                    shared.plugins().names(),
                    shared.plugins().broken());
        }
        return new Configuration(settings, instance.orElseThrow(), parts.database(), engine);
    }

    private static Settings read(
            SharedState shared,
            List<String> faults,
            Map<String, String> properties,
            Map<String, String> url,
            Map<String, String> environment,
            int loginTimeout)
            throws SQLException {
        return new SettingsReader(shared.methods(), saved(environment, loginTimeout), faults)
                .read(properties, url, environment);
    }

    private static Optional<InstanceReference> instance(String named, Settings settings, List<String> faults) {
        String name = Setting.INSTANCE.settingName();
        String set = settings.text(Setting.INSTANCE).map(String::strip).orElse("");
        if (named.isEmpty() && set.isEmpty()) {
            faults.add(name + ": is missing; write " + JdbcUrl.PREFIX + "<instance>/<database>, or set " + name);
            return Optional.empty();
        }
        Origin origin = settings.origin(Setting.INSTANCE);
        boolean onPurpose = origin == Origin.PROPERTIES || origin == Origin.URL;
        if (!named.isEmpty() && !set.isEmpty() && onPurpose && !named.equalsIgnoreCase(set)) {
            faults.add(
                    name + ": '" + set + "' contradicts the URL, which names '" + named + "'; leave one of them out");
        }
        return InstanceReference.parse(named.isEmpty() ? set : named, faults);
    }

    /** Refuses engine and port for a target that RDS describes anyway. */
    private static void checkCompanions(Settings settings, InstanceReference reference, List<String> faults) {
        if (settings.text(Setting.INSTANCE_HOST).isPresent() || !DESCRIBED.contains(reference.kind())) {
            return;
        }
        for (Setting companion : List.of(Setting.INSTANCE_PORT, Setting.INSTANCE_ENGINE)) {
            if (settings.text(companion).isPresent()) {
                faults.add(companion.settingName() + ": has a meaning only together with instanceHost; set that too");
            }
        }
    }

    private static SettingsReader.SavedSettings saved(Map<String, String> environment, int loginTimeout) {
        return (name, connectTimeout) -> {
            ConnectionFile file = new ConnectionFile(ConfigurationFolder.of(environment), environment);
            Duration limit = connectTimeout.orElseGet(() -> Connector.usualLimit(loginTimeout));
            return CallThread.run(
                    () -> file.settings(name),
                    Deadline.in(limit),
                    () -> SettingsFailures.savedLate(file.path(), limit),
                    unused -> {});
        };
    }

    /** Reads an unfinished URL, perhaps without an instance, for the view of AWS; empty if there is a fault. */
    public static Optional<FleetAccess> draft(
            SharedState shared,
            String url,
            Map<String, String> properties,
            Map<String, String> environment,
            Deadline deadline)
            throws SQLException {
        List<String> faults = new ArrayList<>();
        JdbcUrl parts = JdbcUrl.parse(url, faults);
        Settings settings = read(shared, faults, properties, parts.parameters(), environment, 0);
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        // An incomplete instance may still name the region.
        String region = InstanceReference.parse(parts.instance(), new ArrayList<>())
                .map(InstanceReference::region)
                .orElse(null);
        return Optional.of(FleetAccess.of(shared, settings, region, deadline));
    }

    public static Settings ofSettings(SharedState shared, Map<String, String> settings, Map<String, String> environment)
            throws SQLException {
        List<String> faults = new ArrayList<>();
        Settings read = read(shared, faults, settings, Map.of(), environment, 0);
        SettingsFailures.throwIfAny(faults);
        return read;
    }

    /** Combines settings with an instance given separately. */
    public static Configuration of(Settings settings, String instance, @Nullable String database) throws SQLException {
        List<String> faults = new ArrayList<>();
        Optional<InstanceReference> reference = InstanceReference.parse(instance.strip(), faults);
        reference.ifPresent(found -> checkCompanions(settings, found, faults));
        SettingsFailures.throwIfAny(faults);
        return new Configuration(settings, reference.orElseThrow(), database, null);
    }
}
