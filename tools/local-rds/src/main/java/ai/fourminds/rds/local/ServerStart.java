package ai.fourminds.rds.local;

import ai.fourminds.rds.local.mysql.MysqlReplicas;
import ai.fourminds.rds.local.mysql.MysqlServer;
import ai.fourminds.rds.local.network.Closings;
import ai.fourminds.rds.local.postgresql.PostgresReplicas;
import ai.fourminds.rds.local.postgresql.PostgresServer;
import ai.fourminds.rds.local.server.Administration;
import ai.fourminds.rds.local.server.Cache;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.Replicas;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts an engine's server, with users and sample data. Stateless. */
final class ServerStart {
    private ServerStart() {}

    /** @throws ai.fourminds.rds.local.server.MissingRequirement if this machine cannot run the engine */
    static DatabaseServer of(DatabaseEngine engine, LocalRds.Builder builder, Path folder, Closings closings)
            throws IOException {
        @Nullable Administration running = running(engine, builder);
        Path cache = builder.cacheDirectory == null ? Cache.directory(System.getenv(), folder) : builder.cacheDirectory;
        Consumer<String> progress = builder.progress;
        try {
            return switch (engine) {
                case POSTGRESQL ->
                    load(
                            running == null
                                    ? PostgresServer.start(cache, folder.resolve("postgresql"), progress)
                                    : PostgresServer.at(running),
                            builder,
                            closings);
                case MARIADB ->
                    load(
                            running == null
                                    ? MysqlServer.mariadb(cache, folder.resolve("mariadb"), progress)
                                    : MysqlServer.mariadbAt(running),
                            builder,
                            closings);
                case MYSQL ->
                    load(
                            running == null
                                    ? MysqlServer.mysql(cache, folder.resolve("mysql"), progress)
                                    : MysqlServer.mysqlAt(running),
                            builder,
                            closings);
            };
        } catch (SQLException e) {
            throw new IOException("the sample data does not load: " + e.getMessage(), e);
        }
    }

    /** Starts the servers of a cluster, with users and sample data. */
    static Replicas cluster(DatabaseEngine engine, LocalRds.Builder builder, Path folder, Closings closings)
            throws IOException {
        Path cache = builder.cacheDirectory == null ? Cache.directory(System.getenv(), folder) : builder.cacheDirectory;
        try {
            if (engine == DatabaseEngine.MYSQL) {
                MysqlReplicas replicas =
                        MysqlReplicas.start(cache, folder.resolve("mysql-cluster"), Clusters.SIZE, builder.progress);
                closings.add(replicas::close);
                load(replicas.first(), builder);
                replicas.settle();
                return replicas;
            }
            PostgresReplicas replicas =
                    PostgresReplicas.start(cache, folder.resolve("cluster"), Clusters.SIZE, builder.progress);
            closings.add(replicas::close);
            load(replicas.first(), builder);
            replicas.settle();
            return replicas;
        } catch (SQLException e) {
            throw new IOException("the sample data does not load: " + e.getMessage(), e);
        }
    }

    private static @Nullable Administration running(DatabaseEngine engine, LocalRds.Builder builder) {
        String variable = "FOURMINDS_LOCAL_RDS_" + engine.name();
        @Nullable String text = System.getenv(variable);
        return text == null || builder.running.containsKey(engine)
                ? builder.running.get(engine)
                : Administration.parse(variable, text);
    }

    private static DatabaseServer load(PostgresServer server, LocalRds.Builder builder, Closings closings)
            throws IOException, SQLException {
        closings.add(server::close);
        load(server, builder);
        return server;
    }

    private static void load(PostgresServer server, LocalRds.Builder builder) throws IOException, SQLException {
        ai.fourminds.rds.local.postgresql.SampleData.loadRoles(server);
        if (builder.sampleData) {
            builder.progress.accept("Loading the sample databases");
            ai.fourminds.rds.local.postgresql.SampleData.loadDatabases(server);
        }
    }

    private static DatabaseServer load(MysqlServer server, LocalRds.Builder builder, Closings closings)
            throws IOException, SQLException {
        closings.add(server::close);
        load(server, builder);
        return server;
    }

    private static void load(MysqlServer server, LocalRds.Builder builder) throws IOException, SQLException {
        server.loadUsers();
        if (builder.sampleData) {
            builder.progress.accept("Loading " + server.name() + "'s sample databases");
            server.loadDatabases();
        }
    }
}
