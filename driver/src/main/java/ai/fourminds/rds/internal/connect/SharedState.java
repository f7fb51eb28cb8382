package ai.fourminds.rds.internal.connect;

import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.internal.credentials.CredentialsSource;
import ai.fourminds.rds.internal.discovery.InstanceDirectory;
import ai.fourminds.rds.internal.saved.ConfigurationFolder;
import ai.fourminds.rds.internal.tls.RootsFile;
import ai.fourminds.rds.internal.tls.TrustStore;
import java.time.Clock;

/**
 * What all connects through one copy of the driver share: plugins, credentials methods, caches. Thread-safe.
 *
 * @param plugins the engine plugins
 * @param methods the credentials methods
 * @param credentials AWS credentials by identity
 * @param directory instances by identity
 * @param trustStore trust anchors
 * @param choices instances for property sheets
 */
public record SharedState(
        EnginePlugins plugins,
        CredentialsMethods methods,
        CredentialsSource credentials,
        InstanceDirectory directory,
        TrustStore trustStore,
        InstanceChoices choices) {

    /** Empty caches around the plugins and methods given. */
    public static SharedState of(EnginePlugins plugins, CredentialsMethods methods, Clock clock) {
        return new SharedState(
                plugins,
                methods,
                new CredentialsSource(methods, clock),
                new InstanceDirectory(clock, plugins.rdsEngines()),
                new TrustStore(new RootsFile(ConfigurationFolder.of(System.getenv()))),
                new InstanceChoices(clock));
    }

    /** The one of this class loader, made at the first use and not at class load. */
    public static SharedState get() {
        return Holder.STATE;
    }

    private static final class Holder {
        static final SharedState STATE = of(EnginePlugins.load(), CredentialsMethods.load(), Clock.systemUTC());
    }
}
