package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.internal.discovery.Lookup;
import ai.fourminds.rds.internal.settings.Providers;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The engine plugins on the class path. Immutable. */
public final class EnginePlugins implements Lookup.Engines {

    private final Map<String, EnginePlugin> byName = new LinkedHashMap<>();
    private final Map<String, EnginePlugin> byRdsEngine = new LinkedHashMap<>();

    private final List<String> broken;

    private EnginePlugins() {
        broken = Providers.load(EnginePlugin.class, this::add);
    }

    /** Of two plugins for one engine the first found serves. */
    public EnginePlugins(Iterable<EnginePlugin> plugins) {
        broken = List.of();
        plugins.forEach(this::add);
    }

    /** Looks the class path over. */
    public static EnginePlugins load() {
        return new EnginePlugins();
    }

    private void add(EnginePlugin plugin) {
        String name = plugin.name();
        plugin.rdsEngines().forEach(engine -> byRdsEngine.putIfAbsent(engine, plugin));
        byName.putIfAbsent(name, plugin);
    }

    /** Why others on the class path cannot be used. */
    List<String> broken() {
        return broken;
    }

    /** Before the class loader is dropped. */
    public void unload() {
        byName.values().forEach(EnginePlugin::unload);
    }

    /** The plugin of that name, or the one that serves that RDS engine: {@code postgresql}, {@code postgres}. */
    Optional<EnginePlugin> named(String name) {
        return Optional.ofNullable(byName.get(name)).or(() -> forRdsEngine(name));
    }

    @Override
    public String rdsEngine(String named) {
        return forRdsEngine(named).isPresent()
                ? named
                : named(named)
                        .flatMap(plugin -> plugin.rdsEngines().stream().sorted().findFirst())
                        .orElse(named);
    }

    @Override
    public Optional<Integer> port(String rdsEngine) {
        return forRdsEngine(rdsEngine).map(EnginePlugin::defaultPort);
    }

    Optional<EnginePlugin> forRdsEngine(String engine) {
        return Optional.ofNullable(byRdsEngine.get(engine));
    }

    /** Every plugin that can serve an engine, as its own or because the user asks for it. */
    List<EnginePlugin> serving(String engine) {
        return byName.values().stream()
                .filter(plugin -> plugin.rdsEngines().contains(engine)
                        || plugin.alsoServes().contains(engine))
                .toList();
    }

    /** The names that the engine form of a URL takes, sorted. */
    public Set<String> names() {
        return new TreeSet<>(byName.keySet());
    }

    /** The values of {@code DBInstance.Engine} served, sorted. */
    public Set<String> rdsEngines() {
        return new TreeSet<>(byRdsEngine.keySet());
    }
}
