package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.FailureCloud.RDS;
import static ai.fourminds.rds.cli.FailureCloud.admin;
import static ai.fourminds.rds.cli.FailureCloud.closedPort;
import static ai.fourminds.rds.cli.FailureCloud.file;
import static ai.fourminds.rds.cli.FailureCloud.settingsOf;
import static ai.fourminds.rds.cli.FailureCloud.sound;

import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.tls.PrivateCa;
import java.sql.SQLException;
import java.util.Map;

/** How each failure between this machine and a login is brought about, for any engine and native driver. Stateless. */
final class DatabaseCauses {

    /** Brings one failure about. */
    @FunctionalInterface
    interface Maker {
        Trouble in(EngineCase engineCase) throws Exception;
    }

    private static final PrivateCa CA = PrivateCa.create();
    private static final String SOON = "1500ms";

    static final Map<String, Maker> ALL = Map.ofEntries(
            Map.entry("refused port", engineCase -> sound(engineCase).dialling(closedPort())),
            Map.entry("refused without tunnel", DatabaseCauses::refusedWithoutTunnel),
            Map.entry("black hole", DatabaseCauses::blackHole),
            Map.entry(
                    "name does not resolve",
                    engineCase -> sound(engineCase).with("connectHost", "no-such-host.invalid")),
            Map.entry("wrong CA", engineCase -> sound(engineCase).with("tlsRootCert", file(CA.certificatePem()))),
            Map.entry("roots without the region", DatabaseCauses::withoutTheRegionsRoot),
            Map.entry("wrong host name", engineCase -> sound(engineCase).of(engineCase.wrongName)),
            Map.entry("expired certificate", DatabaseCauses::expiredCertificate),
            Map.entry("no TLS", engineCase -> met(engineCase, OddServer.withoutTls(engineCase.mysqlProtocol()))),
            Map.entry("IAM off", engineCase -> sound(engineCase).of(engineCase.withoutIam)),
            Map.entry("user missing", engineCase -> sound(engineCase).with("user", "o'neil_%s")),
            Map.entry("grant missing", engineCase -> sound(engineCase).with("user", "password_user")),
            Map.entry("policy missing", DatabaseCauses::policyMissing),
            Map.entry("unknown database", engineCase -> sound(engineCase).in("no such %s \"db\" 📦")),
            Map.entry("forbidden database", DatabaseCauses::forbiddenDatabase),
            Map.entry("too many connections", DatabaseCauses::tooManyConnections),
            Map.entry("database full", DatabaseCauses::databaseFull),
            Map.entry("server full", DatabaseCauses::serverFull),
            Map.entry("stopped instance", DatabaseCauses::stopped),
            Map.entry(
                    "silent server",
                    engineCase -> met(engineCase, OddServer.silent()).with("connectTimeout", SOON)),
            Map.entry("silent after TLS", DatabaseCauses::silentAfterTls),
            Map.entry(
                    "reset mid-handshake",
                    engineCase -> met(engineCase, OddServer.resettingTheHandshake(engineCase.mysqlProtocol()))),
            Map.entry("malformed server", DatabaseCauses::malformed),
            Map.entry("bad native property", DatabaseCauses::badNativeProperty));

    private DatabaseCauses() {}

    private static Trouble met(EngineCase engineCase, OddServer server) {
        return sound(engineCase).dialling(server.port()).closing(server::close);
    }

    private static Trouble refusedWithoutTunnel(EngineCase engineCase) {
        return sound(engineCase)
                .with("instanceHost", "localhost")
                .with("instancePort", closedPort())
                .with("instanceEngine", engineCase.engine);
    }

    private static Trouble blackHole(EngineCase engineCase) {
        BlackHole hole = new BlackHole();
        return sound(engineCase)
                .dialling(hole.port())
                .with("connectTimeout", SOON)
                .closing(hole::close);
    }

    private static Trouble withoutTheRegionsRoot(EngineCase engineCase) {
        Trouble trouble = sound(engineCase)
                .with("region", "il-central-1")
                .with("instanceHost", RDS.instance(engineCase.instance).host())
                .with("instancePort", RDS.instance(engineCase.instance).listenPort())
                .with("instanceEngine", engineCase.engine);
        trouble.settings.remove("tlsRootCert");
        return trouble;
    }

    private static Trouble expiredCertificate(EngineCase engineCase) {
        String host = RDS.instance(engineCase.instance).host();
        return met(engineCase, OddServer.showing(engineCase.mysqlProtocol(), CA.expiredServerContext(host)))
                .with("tlsRootCert", file(CA.certificatePem()));
    }

    private static Trouble policyMissing(EngineCase engineCase) {
        return sound(engineCase).as(settingsOf(Principal.user("without-connect")));
    }

    private static Trouble forbiddenDatabase(EngineCase engineCase) {
        return engineCase.mysqlProtocol()
                ? sound(engineCase).with("user", "newcomer_iam_user")
                : sound(engineCase).in("rdsadmin");
    }

    private static Trouble tooManyConnections(EngineCase engineCase) throws Exception {
        Trouble crowded = sound(engineCase).with("user", "crowded_iam_user");
        return crowded.closing(FailureCloud.connect(crowded)::close);
    }

    /** PostgreSQL's limit of a database; MySQL's for any user; MariaDB, which was started without one, asks who it is. */
    private static Trouble databaseFull(EngineCase engineCase) throws Exception {
        return switch (engineCase.engine) {
            case "postgres" -> {
                admin(engineCase, "ALTER DATABASE " + FailureCloud.DATABASE + " CONNECTION LIMIT 0");
                yield sound(engineCase)
                        .closing(() ->
                                admin(engineCase, "ALTER DATABASE " + FailureCloud.DATABASE + " CONNECTION LIMIT -1"));
            }
            case "mysql" -> {
                admin(engineCase, "SET GLOBAL max_user_connections = 1");
                Trouble full = sound(engineCase);
                yield full.closing(FailureCloud.connect(full)::close)
                        .closing(() -> admin(engineCase, "SET GLOBAL max_user_connections = 0"));
            }
            default -> crowded(engineCase, CrowdedServer::fullButForAdministrators);
        };
    }

    private static Trouble serverFull(EngineCase engineCase) throws Exception {
        return crowded(engineCase, CrowdedServer::full);
    }

    private interface Crowd {
        CrowdedServer on(EngineCase engineCase) throws SQLException;
    }

    private static Trouble crowded(EngineCase engineCase, Crowd crowd) throws Exception {
        // The gateway's own look at the server's users takes a slot too, once and for all.
        FailureCloud.connect(sound(engineCase)).close();
        CrowdedServer server = crowd.on(engineCase);
        return sound(engineCase).closing(server::close);
    }

    private static Trouble stopped(EngineCase engineCase) {
        RDS.faults().status(engineCase.instance, "stopped");
        // Another database user would still find the instance in the cache, another AWS identity does not.
        return sound(engineCase)
                .as(settingsOf(Principal.user("late")))
                .closing(() -> RDS.faults().status(engineCase.instance, "available"));
    }

    private static Trouble silentAfterTls(EngineCase engineCase) {
        String host = RDS.instance(engineCase.instance).host();
        return met(engineCase, OddServer.showing(engineCase.mysqlProtocol(), CA.serverContext(host)))
                .with("tlsRootCert", file(CA.certificatePem()))
                .with("connectTimeout", "2500ms");
    }

    private static Trouble malformed(EngineCase engineCase) {
        return met(engineCase, OddServer.saying("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"))
                .with("connectTimeout", "2s");
    }

    private static Trouble badNativeProperty(EngineCase engineCase) {
        return engineCase.mysqlProtocol()
                ? sound(engineCase).with("socketTimeout", "soon")
                : sound(engineCase).with("prepareThreshold", "soon");
    }
}
