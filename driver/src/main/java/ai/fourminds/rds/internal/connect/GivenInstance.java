package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.internal.failure.SettingsFailures;
import ai.fourminds.rds.internal.settings.Setting;
import ai.fourminds.rds.internal.settings.Settings;
import ai.fourminds.rds.plugin.Endpoint;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes an instance from settings, for callers without {@code rds:DescribeDBInstances}. Stateless. */
final class GivenInstance {

    private GivenInstance() {}

    static RdsInstance of(EnginePlugins plugins, Configuration configuration, String region) throws SQLException {
        Settings settings = configuration.settings();
        String engine = engine(plugins, configuration);
        Optional<Integer> port = settings.port(Setting.INSTANCE_PORT).or(() -> plugins.port(engine));
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
                region,
                RdsInstance.Kind.INSTANCE,
                null);
    }

    /** Returns the RDS engine in the setting or the URL, or null. */
    static @Nullable String engineNamed(EnginePlugins plugins, Configuration configuration) {
        String named = configuration.settings().text(Setting.INSTANCE_ENGINE).orElse(configuration.engine());
        return named == null ? null : plugins.rdsEngine(named);
    }

    private static String engine(EnginePlugins plugins, Configuration configuration) throws SQLException {
        String engine = engineNamed(plugins, configuration);
        if (engine == null) {
            throw SettingsFailures.invalid(List.of("instanceEngine: is needed together with instanceHost, such as"
                    + " postgres, or name the engine in the URL"));
        }
        return engine;
    }
}
