package ai.fourminds.rds.contract;

import ai.fourminds.rds.local.DatabaseEngine;
import ai.fourminds.rds.local.LocalRds;
import ai.fourminds.rds.local.server.MissingRequirement;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Databases of official images, run behind the local RDS's gateways. Immutable. */
enum EngineContainer {
    POSTGRESQL("postgres:17", 5432, "postgres"),
    MARIADB("mariadb:11.4", 3306, "root"),
    MYSQL("mysql:8.0", 3306, "root");

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final boolean DOCKER_ANSWERS =
            dockerMayExist() && DockerClientFactory.instance().isDockerAvailable();

    private final String image;
    private final int port;
    private final String user;

    EngineContainer(String image, int port, String user) {
        this.image = image;
        this.port = port;
        this.user = user;
    }

    private Map<String, String> environment(String password) {
        return this == POSTGRESQL
                ? Map.of("POSTGRES_PASSWORD", password, "POSTGRES_HOST_AUTH_METHOD", "trust")
                : Map.of(name() + "_ROOT_PASSWORD", password);
    }

    private String[] arguments() {
        return switch (this) {
            case POSTGRESQL -> new String[0];
            // Servers before 11.2 do not have the second setting.
            case MARIADB -> new String[] {"--character-set-server=utf8mb4", "--loose-character-set-collations="};
            case MYSQL -> new String[] {"--character-set-server=utf8mb4"};
        };
    }

    static EngineContainer of(DatabaseEngine engine) {
        return valueOf(engine.name());
    }

    /** Returns the image; {@code -Dfourminds.image.mysql=…} replaces it. */
    private DockerImageName image() {
        String name = System.getProperty("fourminds.image." + name().toLowerCase(Locale.ROOT), image);
        return DockerImageName.parse(name).asCompatibleSubstituteFor(image.substring(0, image.indexOf(':')));
    }

    /**
     * Starts a container, which Testcontainers stops after the JVM, and puts the local RDS's gateways in front of it.
     */
    LocalRds.Builder behind(LocalRds.Builder builder) {
        requireDocker();
        String password = UUID.randomUUID().toString();
        GenericContainer<?> container = new GenericContainer<>(image())
                .withEnv(environment(password))
                .withExposedPorts(port)
                .withStartupTimeout(START_LIMIT);
        if (arguments().length > 0) {
            container.withCommand(arguments());
        }
        container.start();
        awaitLogin(container.getHost(), container.getMappedPort(port), password);
        return builder.running(
                DatabaseEngine.valueOf(name()), container.getHost(), container.getMappedPort(port), user, password);
    }

    private static void requireDocker() {
        if (!DOCKER_ANSWERS) {
            throw new UncheckedIOException(
                    new MissingRequirement("the engines' official images need a Docker engine, and none"
                            + " answers: install Docker, or name an engine elsewhere by DOCKER_HOST"));
        }
    }

    /** Returns false if there is certainly no Docker: Testcontainers' own search is slow and noisy. */
    private static boolean dockerMayExist() {
        return System.getenv("DOCKER_HOST") != null
                || Files.exists(Path.of("/var/run/docker.sock"))
                || Files.exists(Path.of(System.getProperty("user.home", ""), ".docker", "run", "docker.sock"))
                || System.getProperty("os.name", "").startsWith("Windows");
    }

    /** Waits until the server accepts logins, which is long after the port is open. */
    private void awaitLogin(String host, int mapped, String password) {
        String url = this == POSTGRESQL
                ? "jdbc:postgresql://" + host + ":" + mapped + "/postgres"
                : "jdbc:mariadb://" + host + ":" + mapped + "/?sslMode=disable&allowPublicKeyRetrieval=true";
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try (Connection connection = DriverManager.getConnection(url, user, password)) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException notYet) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the server of image " + image() + " takes no login", notYet);
                }
            }
        }
    }
}
