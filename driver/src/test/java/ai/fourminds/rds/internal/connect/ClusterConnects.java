package ai.fourminds.rds.internal.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.internal.credentials.CredentialsMethods;
import ai.fourminds.rds.internal.discovery.DnsAliases;
import ai.fourminds.rds.internal.discovery.EnginePlugins;
import ai.fourminds.rds.plugin.ConnectRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.CommunicationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Connects to a cluster of two members, an instance beside it and a proxy, all of them AWS's answers alone. */
abstract class ClusterConnects {

    static final String US = "abc123.us-east-1.rds.amazonaws.com";
    static final String CHINA = "abc123.rds.cn-north-1.amazonaws.com.cn";
    static final String WRITER = "prod.cluster-" + US;
    static final String READER = "prod.cluster-ro-" + US;
    static final String CUSTOM = "olap.cluster-custom-" + US;
    static final String PROXY = "app.proxy-" + US;
    static final String ARN = "arn:aws:rds:us-east-1:123456789012:";

    final RecordingPlugin plugin = new RecordingPlugin();
    final Map<String, String> cnames = new ConcurrentHashMap<>();
    FakeRds rds;
    SharedState shared;

    @BeforeEach
    void start() throws IOException {
        rds = new FakeRds()
                .instance("prod-1", "prod", "prod-1." + US, "us-east-1")
                .instance("prod-2", "prod", "prod-2." + US, "us-east-1")
                .instance("single", "", "single." + US, "us-east-1")
                .cluster("prod", US, true, "available", "prod-2", "prod-1")
                .proxy("app", PROXY, "POSTGRESQL", "REQUIRED");
        Clock clock = Clock.systemUTC();
        shared = SharedState.of(
                new EnginePlugins(List.of(plugin)), CredentialsMethods.load(), clock, new DnsAliases(clock, host -> {
                    if (host.startsWith("silent.")) {
                        throw new CommunicationException("DNS is silent");
                    }
                    return Optional.ofNullable(cnames.get(host));
                }));
    }

    @AfterEach
    void stop() throws InterruptedException {
        rds.close();
        CloudAccess.awaitCalls();
    }

    Throwable connect(String reference, String... more) {
        Map<String, String> properties = rds.settings();
        for (int index = 0; index < more.length; index += 2) {
            properties.put(more[index], more[index + 1]);
        }
        properties.putIfAbsent("region", reference.contains(".") || reference.startsWith("arn:") ? "" : "us-east-1");
        properties.values().removeIf(String::isEmpty);
        return catchThrowable(() -> new Connector(
                        shared,
                        Configuration.ofUrl(
                                shared, "jdbc:fourminds-rds:" + reference + "/sales", properties, Map.of(), 0),
                        0)
                .connect());
    }

    ConnectRequest connected(String reference, String... more) {
        assertThat(connect(reference, more)).isNull();
        return plugin.requests.get(plugin.requests.size() - 1);
    }

    static String code(Throwable failure) {
        assertThat(failure).isInstanceOf(RdsFailure.class);
        return ((RdsFailure) failure).diagnosis().code();
    }
}
