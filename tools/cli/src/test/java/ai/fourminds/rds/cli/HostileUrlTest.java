package ai.fourminds.rds.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.plugin.EnginePlugin;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A URL of a stranger's with a trap in each setting and each native property: a class that tells when it is loaded, a pipe
 * that tells when it is opened, a file that is not there, a port that tells when it is dialled. None of them does.
 */
class HostileUrlTest {

    private static final String TRUST = "fourminds.rds.trust";
    /** This machine by a name that is not among those which a URL may say. */
    private static final String HOST = "0.0.0.0";

    private static final Map<String, String> NATIVE =
            Map.of("postgresql", "jdbc:postgresql://h/d", "mysql", "jdbc:mysql://h/d", "mariadb", "jdbc:mariadb://h/d");
    private static final Map<String, String> INSTANCE =
            Map.of("postgresql", "prod-analytics", "mysql", "prod-billing", "mariadb", "prod-orders");

    private static final Set<String> LOADED = ConcurrentHashMap.newKeySet();

    @TempDir
    private Path folder;

    private final AtomicBoolean dialled = new AtomicBoolean();
    private final AtomicBoolean opened = new AtomicBoolean();
    private Path pipe;
    private Path absent;
    private ServerSocket port;

    @BeforeEach
    void setTraps() throws Exception {
        port = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        daemon(() -> {
            while (true) {
                port.accept().close();
                dialled.set(true);
            }
        });
        pipe = folder.resolve("pipe");
        assertThat(ChildProgram.ended(new ProcessBuilder("mkfifo", pipe.toString()).start()))
                .isZero();
        daemon(() -> {
            // Returns when somebody opens the other end.
            try (OutputStream out = Files.newOutputStream(pipe)) {
                opened.set(true);
                out.write("canary".getBytes(StandardCharsets.UTF_8));
            }
        });
        absent = folder.resolve("absent");
    }

    @AfterEach
    void clearTraps() throws Exception {
        System.clearProperty(TRUST);
        port.close();
        if (!opened.get()) {
            Files.newInputStream(pipe).close();
        }
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException ended) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    /** What the native driver says that it has, and names that it does not say. */
    private static Set<String> properties(String engine) throws SQLException {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Driver driver = DriverManager.getDriver(NATIVE.get(engine));
        for (DriverPropertyInfo info : driver.getPropertyInfo(NATIVE.get(engine), new Properties())) {
            names.add(info.name);
        }
        names.addAll(plugin(engine).reservedProperties().keySet());
        names.addAll(List.of("loggerFile", "QUERYINTERCEPTORS", "initSql", "propertyOfANewVersion", "INIT"));
        names.removeAll(plugin(engine).urlProperties());
        // Ours, or no property of a connect at all.
        names.removeAll(List.of("user", "password", "connectTimeout"));
        return names;
    }

    private static EnginePlugin plugin(String engine) {
        return ServiceLoader.load(EnginePlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(plugin -> plugin.name().equals(engine))
                .findFirst()
                .orElseThrow();
    }

    static Stream<String> engines() {
        return NATIVE.keySet().stream().sorted();
    }

    private Throwable connect(String engine, String name, String value) {
        Properties properties = new Properties();
        properties.putAll(LocalProgram.RDS.settings());
        String url = "jdbc:fourminds-rds:" + engine + "://" + INSTANCE.get(engine) + "/?" + name + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return catchThrowable(() -> DriverManager.getConnection(url, properties).close());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void noNativePropertySpringsATrap(String engine) throws Exception {
        Set<String> names = properties(engine);
        assertThat(names).hasSizeGreaterThan(45);
        List<String> traps =
                List.of(Trap.class.getName(), pipe.toString(), absent.toString(), HOST + ":" + port.getLocalPort());
        for (String name : names) {
            for (String value : traps) {
                assertThat(connect(engine, name, value))
                        .as("%s=%s", name, value)
                        .isInstanceOfSatisfying(
                                RdsFailure.class,
                                failure ->
                                        assertThat(failure.diagnosis().code()).isEqualTo("settings-invalid"))
                        .hasMessageContaining(name + ": ")
                        .hasMessageNotContaining(value);
            }
        }
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpointUrl", "tlsRootCert", "webIdentityTokenFile", "connectHost", "instanceHost"})
    void noSettingSpringsATrap(String name) {
        Properties properties = new Properties();
        LocalProgram.RDS.settings().forEach((setting, value) -> {
            if (!setting.equals(name)) {
                properties.setProperty(setting, value);
            }
        });
        for (String value : values(name)) {
            String url = "jdbc:fourminds-rds:prod-analytics/?auth=iam-role&roleArn=arn:aws:iam::123456789012:role/x&"
                    + "instanceEngine=postgres&connectPort=" + port.getLocalPort() + "&" + name + "=" + value;
            Throwable failure = catchThrowable(() -> DriverManager.getConnection(url, properties));
            assertThat(failure).hasMessageContaining(name + ": ").hasMessageContaining("FOURMINDS_RDS_TRUST=url");
        }
        assertUntouched();
    }

    private List<String> values(String name) {
        return switch (name) {
            case "endpointUrl" -> List.of("https://" + HOST + ":" + port.getLocalPort());
            case "connectHost", "instanceHost" -> List.of(HOST);
            default -> List.of(pipe.toString(), absent.toString());
        };
    }

    private void assertUntouched() {
        assertThat(LOADED).doesNotContain("Trap");
        assertThat(opened).isFalse();
        assertThat(dialled).isFalse();
        assertThat(absent).doesNotExist();
    }

    /** The traps do spring where the user trusts URLs; otherwise the tests above would show nothing. */
    @Test
    void withTheUsersPermissionTheTrapsSpring() {
        System.setProperty(TRUST, "url");
        // Connector/J refuses what is no interceptor, but only once it has looked for the class.
        assertThat(connect("mysql", "queryInterceptors", "no.such.Interceptor"))
                .rootCause()
                .hasMessageContaining("no.such.Interceptor");
        Properties role = new Properties();
        role.putAll(Map.of("auth", "iam-role", "roleArn", "arn:aws:iam::123456789012:role/x", "region", "us-east-1"));
        String url = "jdbc:fourminds-rds:prod-analytics/?endpointUrl=https://" + HOST + ":" + port.getLocalPort();
        assertThat(catchThrowable(() -> DriverManager.getConnection(url + "&webIdentityTokenFile=" + pipe, role)))
                .hasMessageContaining("no JSON Web Token");
        assertThat(opened).isTrue();
        Properties keys = new Properties();
        keys.putAll(Map.of("accessKeyId", "AKIA1", "secretAccessKey", "x", "region", "us-east-1"));
        assertThat(catchThrowable(() -> DriverManager.getConnection(url, keys))).isNotNull();
        assertThat(dialled).isTrue();
    }

    /** Tells when it is loaded. */
    static final class Trap {
        static {
            LOADED.add("Trap");
        }
    }
}
