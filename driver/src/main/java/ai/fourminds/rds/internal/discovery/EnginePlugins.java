package ai.fourminds.rds.internal.discovery;

import ai.fourminds.rds.internal.settings.Providers;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The engine plugins on the class path. Immutable. */
public final class EnginePlugins {

    private final Map<String, EnginePlugin> byName = new LinkedHashMap<>();
    private final Map<String, EnginePlugin> byRdsEngine = new LinkedHashMap<>();
    private final List<String> broken;

    /** Loads the plugins on the class path. */
    public EnginePlugins() {
        broken = Providers.load(EnginePlugin.class, this::add);
    }

    /** Uses the first of two plugins for one engine. */
    public EnginePlugins(Iterable<EnginePlugin> plugins) {
        broken = List.of();
        plugins.forEach(this::add);
    }

    private void add(EnginePlugin plugin) {
        String name = plugin.name();
        plugin.rdsEngines().forEach(engine -> byRdsEngine.putIfAbsent(engine, plugin));
        byName.putIfAbsent(name, plugin);
    }

    /** Returns why other plugins on the class path cannot be used. */
    public List<String> broken() {
        return broken;
    }

    /** Stops the plugins' threads before the class loader is dropped. */
    public void unload() {
        byName.values().forEach(EnginePlugin::unload);
    }

    /** Returns the plugin by its name or by an RDS engine that it serves: {@code postgresql}, {@code postgres}. */
    public Optional<EnginePlugin> named(String name) {
        return Optional.ofNullable(byName.get(name)).or(() -> forRdsEngine(name));
    }

    /** Returns the RDS engine of a plugin's name or an engine family; the name itself if no plugin knows it. */
    public String rdsEngine(String named) {
        return forRdsEngine(named).isPresent()
                ? named
                : named(named)
                        .flatMap(plugin -> plugin.rdsEngines().stream().sorted().findFirst())
                        .orElse(named);
    }

    Optional<Integer> port(String rdsEngine) {
        return forRdsEngine(rdsEngine).map(EnginePlugin::defaultPort);
    }

    public Optional<EnginePlugin> forRdsEngine(String engine) {
        return Optional.ofNullable(byRdsEngine.get(engine));
    }

    /** Returns every plugin that can serve an engine, by default or on the user's request. */
    public List<EnginePlugin> serving(String engine) {
        return byName.values().stream()
                .filter(plugin -> plugin.rdsEngines().contains(engine)
                        || plugin.alsoServes().contains(engine))
                .toList();
    }

    /** Returns the engine names that a URL may use, sorted. */
    public Set<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /** Returns the values of {@code DBInstance.Engine} that have a plugin, sorted. */
    public Set<String> rdsEngines() {
        return new TreeSet<>(byRdsEngine.keySet());
    }
}
