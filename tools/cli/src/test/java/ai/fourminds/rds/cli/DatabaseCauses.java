package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.FailureCloud.RDS;
import static ai.fourminds.rds.cli.FailureCloud.admin;
import static ai.fourminds.rds.cli.FailureCloud.closedPort;
import static ai.fourminds.rds.cli.FailureCloud.file;
import static ai.fourminds.rds.cli.FailureCloud.settingsOf;
import static ai.fourminds.rds.cli.FailureCloud.sound;

import ai.fourminds.rds.local.Principal;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.sql.SQLException;
import java.util.Map;

/** How each failure between this machine and a login is brought about, for any engine and native driver. Stateless. */
final class DatabaseCauses {

    /** Brings one failure about. */
    @FunctionalInterface
    interface Maker {
        Trouble in(Lane lane) throws Exception;
    }

    private static final PrivateCa CA = PrivateCa.create();
    private static final String SOON = "1500ms";

    static final Map<String, Maker> ALL = Map.ofEntries(
            Map.entry("refused port", lane -> sound(lane).dialling(closedPort())),
            Map.entry("refused without tunnel", DatabaseCauses::refusedWithoutTunnel),
            Map.entry("black hole", DatabaseCauses::blackHole),
            Map.entry("name does not resolve", lane -> sound(lane).with("connectHost", "no-such-host.invalid")),
            Map.entry("wrong CA", lane -> sound(lane).with("tlsRootCert", file(CA.certificatePem()))),
            Map.entry("roots without the region", DatabaseCauses::withoutTheRegionsRoot),
            Map.entry("wrong host name", lane -> sound(lane).of(lane.wrongName)),
            Map.entry("expired certificate", DatabaseCauses::expiredCertificate),
            Map.entry("no TLS", lane -> met(lane, OddServer.withoutTls(lane.mysqlProtocol()))),
            Map.entry("IAM off", lane -> sound(lane).of(lane.withoutIam)),
            Map.entry("user missing", lane -> sound(lane).with("user", "o'neil_%s")),
            Map.entry("grant missing", lane -> sound(lane).with("user", "password_user")),
            Map.entry("policy missing", DatabaseCauses::policyMissing),
            Map.entry("unknown database", lane -> sound(lane).in("no such %s \"db\" 📦")),
            Map.entry("forbidden database", DatabaseCauses::forbiddenDatabase),
            Map.entry("too many connections", DatabaseCauses::tooManyConnections),
            Map.entry("database full", DatabaseCauses::databaseFull),
            Map.entry("server full", DatabaseCauses::serverFull),
            Map.entry("stopped instance", DatabaseCauses::stopped),
            Map.entry("silent server", lane -> met(lane, OddServer.silent()).with("connectTimeout", SOON)),
            Map.entry("silent after TLS", DatabaseCauses::silentAfterTls),
            Map.entry("reset mid-handshake", lane -> met(lane, OddServer.resettingTheHandshake(lane.mysqlProtocol()))),
            Map.entry("malformed server", DatabaseCauses::malformed),
            Map.entry("bad native property", DatabaseCauses::badNativeProperty));

    private DatabaseCauses() {}

    private static Trouble met(Lane lane, OddServer server) {
        return sound(lane).dialling(server.port()).closing(server::close);
    }

    private static Trouble refusedWithoutTunnel(Lane lane) {
        return sound(lane)
                .with("instanceHost", "localhost")
                .with("instancePort", closedPort())
                .with("instanceEngine", lane.engine);
    }

    private static Trouble blackHole(Lane lane) {
        BlackHole hole = new BlackHole();
        return sound(lane).dialling(hole.port()).with("connectTimeout", SOON).closing(hole::close);
    }

    private static Trouble withoutTheRegionsRoot(Lane lane) {
        Trouble trouble = sound(lane)
                .with("region", "il-central-1")
                .with("instanceHost", RDS.instance(lane.instance).host())
                .with("instancePort", RDS.instance(lane.instance).listenPort())
                .with("instanceEngine", lane.engine);
        trouble.settings.remove("tlsRootCert");
        return trouble;
    }

    private static Trouble expiredCertificate(Lane lane) {
        String host = RDS.instance(lane.instance).host();
        return met(lane, OddServer.showing(lane.mysqlProtocol(), CA.expiredServerContext(host)))
                .with("tlsRootCert", file(CA.certificatePem()));
    }

    private static Trouble policyMissing(Lane lane) {
        return sound(lane).as(settingsOf(Principal.user("without-connect")));
    }

    private static Trouble forbiddenDatabase(Lane lane) {
        return lane.mysqlProtocol()
                ? sound(lane).with("user", "newcomer_iam_user")
                : sound(lane).in("rdsadmin");
    }

    private static Trouble tooManyConnections(Lane lane) throws Exception {
        Trouble crowded = sound(lane).with("user", "crowded_iam_user");
        return crowded.closing(FailureCloud.connect(crowded)::close);
    }

    /** PostgreSQL's limit of a database; MySQL's for any user; MariaDB, which was started without one, asks who it is. */
    private static Trouble databaseFull(Lane lane) throws Exception {
        return switch (lane.engine) {
            case "postgres" -> {
                admin(lane, "ALTER DATABASE " + FailureCloud.DATABASE + " CONNECTION LIMIT 0");
                yield sound(lane)
                        .closing(() -> admin(lane, "ALTER DATABASE " + FailureCloud.DATABASE + " CONNECTION LIMIT -1"));
            }
            case "mysql" -> {
                admin(lane, "SET GLOBAL max_user_connections = 1");
                Trouble full = sound(lane);
                yield full.closing(FailureCloud.connect(full)::close)
                        .closing(() -> admin(lane, "SET GLOBAL max_user_connections = 0"));
            }
            default -> crowded(lane, CrowdedServer::fullButForAdministrators);
        };
    }

    private static Trouble serverFull(Lane lane) throws Exception {
        return crowded(lane, CrowdedServer::full);
    }

    private interface Crowd {
        CrowdedServer on(Lane lane) throws SQLException;
    }

    private static Trouble crowded(Lane lane, Crowd crowd) throws Exception {
        // The gateway's own look at the server's users takes a slot too, once and for all.
        FailureCloud.connect(sound(lane)).close();
        CrowdedServer server = crowd.on(lane);
        return sound(lane).closing(server::close);
    }

    private static Trouble stopped(Lane lane) {
        RDS.faults().status(lane.instance, "stopped");
        // Another database user would still find the instance in the cache, another AWS identity does not.
        return sound(lane)
                .as(settingsOf(Principal.user("late")))
                .closing(() -> RDS.faults().status(lane.instance, "available"));
    }

    private static Trouble silentAfterTls(Lane lane) {
        String host = RDS.instance(lane.instance).host();
        return met(lane, OddServer.showing(lane.mysqlProtocol(), CA.serverContext(host)))
                .with("tlsRootCert", file(CA.certificatePem()))
                .with("connectTimeout", "2500ms");
    }

    private static Trouble malformed(Lane lane) {
        return met(lane, OddServer.saying("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"))
                .with("connectTimeout", "2s");
    }

    private static Trouble badNativeProperty(Lane lane) {
        return lane.mysqlProtocol()
                ? sound(lane).with("socketTimeout", "soon")
                : sound(lane).with("prepareThreshold", "soon");
    }
}
