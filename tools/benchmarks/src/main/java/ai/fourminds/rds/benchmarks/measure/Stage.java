package ai.fourminds.rds.benchmarks.measure;

import ai.fourminds.rds.local.LocalInstance;
import ai.fourminds.rds.local.LocalRds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/** A local RDS with the engines of one benchmark, and a folder for its output. Used by one thread. */
public final class Stage implements AutoCloseable {

    public static final String USER = "fourminds_iam_user";
    /** The launcher in a checkout. */
    public static final Path PROGRAM = Path.of("tools/fourminds-rds");

    private final Path root;
    private final Path folder;
    private final LocalRds cloud;

    private Stage(Path root, Path folder, LocalRds cloud) {
        this.root = root;
        this.folder = folder;
        this.cloud = cloud;
    }

    public static Stage of(Path root, List<Engine> engines) throws IOException, SQLException {
        LocalRds cloud = LocalRds.builder()
                .sampleData(false)
                .engines(engines.stream().map(Engine::local).toList())
                .start();
        Stage stage = new Stage(root, Files.createTempDirectory("fourminds-bench-"), cloud);
        for (Engine engine : engines) {
            try (Connection admin = stage.admin(engine, engine.isFamily() ? "mysql" : "postgres");
                    Statement statement = admin.createStatement()) {
                statement.execute("CREATE DATABASE " + Engine.DATABASE);
            }
        }
        return stage;
    }

    public LocalRds cloud() {
        return cloud;
    }

    public Path folder() {
        return folder;
    }

    public Connection admin(Engine engine, String database) throws SQLException {
        return instance(engine).adminConnection(database);
    }

    public void execute(Engine engine, List<String> statements) throws SQLException {
        try (Connection admin = admin(engine, Engine.DATABASE);
                Statement statement = admin.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public LocalInstance instance(Engine engine) {
        return cloud.instance(engine.instance());
    }

    /** Returns a token, which is valid for 15 minutes. */
    public String token(Engine engine) {
        LocalInstance instance = instance(engine);
        RdsUtilities utilities = RdsUtilities.builder()
                .region(Region.of(cloud.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        cloud.principal().accessKeyId(), cloud.principal().secretAccessKey())))
                .build();
        return utilities.generateAuthenticationToken(request ->
                request.hostname(instance.host()).port(instance.port()).username(USER));
    }

    /** Returns a command of this program, started as users do. */
    public Contender ours(String name, List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(root.resolve(PROGRAM).toString());
        command.addAll(arguments);
        Map<String, String> all = new HashMap<>(environment);
        cloud.settings()
                .forEach((setting, value) -> all.put(
                        "FOURMINDS_RDS_" + setting.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT), value));
        return new Contender(name, command, () -> all);
    }

    /** Returns an export of these tables, of all rows unless {@code more} says otherwise. */
    public Contender export(String name, Engine engine, String driver, List<String> tables, String... more) {
        List<String> arguments = new ArrayList<>(List.of("export", engine.instance(), Engine.DATABASE));
        arguments.addAll(tables);
        arguments.addAll(List.of("--timeout", "3600", "--overwrite", "--out"));
        arguments.add(folder.resolve("ours").toString());
        arguments.addAll(List.of(more));
        return ours(name, arguments, driver(engine, driver));
    }

    private static Map<String, String> driver(Engine engine, String driver) {
        return driver.equals(engine.drivers().get(0)) ? Map.of() : Map.of("FOURMINDS_RDS_NATIVE_DRIVER", driver);
    }

    @Override
    public void close() {
        cloud.close();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Stage::delete);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
