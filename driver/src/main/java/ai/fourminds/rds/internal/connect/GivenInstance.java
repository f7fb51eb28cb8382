package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
import ai.fourminds.rds.plugin.Endpoint;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** An instance described by settings, for callers without {@code rds:DescribeDBInstances}. Stateless. */
final class GivenInstance {

    private GivenInstance() {}

    static RdsInstance of(EnginePlugins plugins, Configuration configuration, String region) throws SQLException {
        Settings settings = configuration.settings();
        String engine = engine(plugins, configuration);
        Optional<Integer> port = settings.port(Setting.INSTANCE_PORT)
                .or(() -> plugins.forRdsEngine(engine).map(EnginePlugin::defaultPort));
        Endpoint endpoint = port.map(number -> new Endpoint(settings.required(Setting.INSTANCE_HOST), number))
                .orElse(null);
        return new RdsInstance(
                configuration.instance().id(),
                "",
                "",
                engine,
                "",
                "",
                "available",
                plugins.forRdsEngine(engine).isPresent(),
                true,
                endpoint,
                region);
    }

    private static String engine(EnginePlugins plugins, Configuration configuration) throws SQLException {
        String named = configuration.settings().text(Setting.INSTANCE_ENGINE).orElse(configuration.engine());
        if (named == null) {
            throw SettingsFailures.invalid(List.of("instanceEngine: is needed together with instanceHost, such as"
                    + " postgres, or name the engine in the URL"));
        }
        return plugins.forRdsEngine(named).isPresent()
                ? named
                : plugins.named(named)
                        .flatMap(plugin -> plugin.rdsEngines().stream().sorted().findFirst())
                        .orElse(named);
    }
}
