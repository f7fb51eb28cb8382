package ai.fourminds.rds.local;

import ai.fourminds.rds.local.mysql.Distribution;
import ai.fourminds.rds.local.mysql.Mariadb;
import ai.fourminds.rds.local.mysql.Mysql;
import ai.fourminds.rds.local.mysql.MysqlServer;
import ai.fourminds.rds.local.network.Closings;
import ai.fourminds.rds.local.postgresql.PostgresServer;
import ai.fourminds.rds.local.server.Administration;
import ai.fourminds.rds.local.server.Cache;
import ai.fourminds.rds.local.server.DatabaseServer;
import ai.fourminds.rds.local.server.Replicas;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Starts an engine's servers, with users and sample data. Stateless. */
final class ServerStart {
    private ServerStart() {}

    /** @throws MissingRequirement if this machine cannot run the engine */
    static DatabaseServer of(DatabaseEngine engine, LocalRds.Builder builder, Path folder, Closings closings)
            throws IOException {
        Administration running = running(engine, builder);
        Path cache = cache(builder, folder);
        Path data = folder.resolve(engine.name().toLowerCase(Locale.ROOT));
        DatabaseServer server;
        if (engine == DatabaseEngine.POSTGRESQL) {
            server = running == null ? PostgresServer.start(cache, data, builder.progress) : PostgresServer.at(running);
        } else {
            Distribution distribution = engine == DatabaseEngine.MYSQL ? new Mysql() : new Mariadb();
            server = running == null
                    ? MysqlServer.start(distribution, cache, data, builder.progress)
                    : MysqlServer.at(distribution, running);
        }
        closings.add(server::close);
        load(server, builder);
        return server;
    }

    static Replicas<?> cluster(DatabaseEngine engine, LocalRds.Builder builder, Path folder, Closings closings)
            throws IOException {
        Path cache = cache(builder, folder);
        Replicas<?> replicas = engine == DatabaseEngine.MYSQL
                ? MysqlServer.cluster(cache, folder.resolve("mysql-cluster"), Clusters.SIZE, builder.progress)
                : PostgresServer.cluster(cache, folder.resolve("cluster"), Clusters.SIZE, builder.progress);
        closings.add(replicas::close);
        load(replicas.first(), builder);
        replicas.settle();
        return replicas;
    }

    private static Path cache(LocalRds.Builder builder, Path folder) throws IOException {
        return builder.cacheDirectory == null ? Cache.directory(System.getenv(), folder) : builder.cacheDirectory;
    }

    private static @Nullable Administration running(DatabaseEngine engine, LocalRds.Builder builder) {
        String variable = "FOURMINDS_LOCAL_RDS_" + engine.name();
        String text = System.getenv(variable);
        return text == null || builder.running.containsKey(engine)
                ? builder.running.get(engine)
                : Administration.parse(variable, text);
    }

    private static void load(DatabaseServer server, LocalRds.Builder builder) throws IOException {
        try {
            server.loadUsers();
            if (builder.sampleData) {
                builder.progress.accept("Loading " + server.name() + "'s sample databases");
                server.loadDatabases();
            }
        } catch (SQLException e) {
            throw new IOException("the sample data does not load: " + e.getMessage(), e);
        }
    }
}
