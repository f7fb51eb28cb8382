package ai.fourminds.rds.cli;

import static ai.fourminds.rds.cli.FailureCloud.RDS;
import static ai.fourminds.rds.cli.FailureCloud.closedPort;
import static ai.fourminds.rds.cli.FailureCloud.file;
import static ai.fourminds.rds.cli.FailureCloud.settingsOf;
import static ai.fourminds.rds.cli.FailureCloud.sound;

import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;

/** How each failure of settings, credentials and AWS is brought about. Stateless. */
final class AwsCauses {

    private static final Role ROLE = RDS.addRole(Role.named("analyst").trustingWebIdentity("reporting"));

    static final Map<String, Callable<Trouble>> ALL = Map.ofEntries(
            Map.entry(
                    "faulty settings",
                    () -> sound(EngineCase.POSTGRESQL)
                            .with("discoveryTimeout", "soon")
                            .with("connectPort", "many")),
            Map.entry("TLS switched off", () -> sound(EngineCase.POSTGRESQL).with("tlsMode", "none")),
            Map.entry(
                    "describe denied",
                    () -> sound(EngineCase.POSTGRESQL)
                            .as(settingsOf(Principal.user("denied").withoutDescribe()))),
            Map.entry("unknown key", () -> sound(EngineCase.POSTGRESQL).with("accessKeyId", "AKIAUNKNOWN")),
            Map.entry("wrong secret", () -> sound(EngineCase.POSTGRESQL).with("secretAccessKey", "canary-secret")),
            Map.entry("wrong region", () -> sound(EngineCase.POSTGRESQL).with("region", "eu-west-1")),
            Map.entry(
                    "unrecognized client", () -> answered(error(403, "UnrecognizedClientException", "no such client"))),
            Map.entry("expired credentials", AwsCauses::expiredCredentials),
            Map.entry("clock wrong", () -> answered(error(403, "RequestExpired", "Request has expired."))),
            Map.entry(
                    "expired web identity",
                    () -> withToken(file(RDS.webIdentities().token("reporting", Duration.ofMinutes(-10))))),
            Map.entry("missing web identity", () -> withToken(Path.of("no", "such", "token"))),
            Map.entry(
                    "foreign web identity",
                    () -> withToken(file(RDS.webIdentities().forgedToken("reporting")))),
            Map.entry(
                    "role refused",
                    () -> withToken(file(RDS.webIdentities().token("somebody else", Duration.ofHours(1))))),
            Map.entry("throttled", AwsCauses::throttled),
            Map.entry("AWS down", () -> at("http://127.0.0.1:" + closedPort())),
            Map.entry("AWS does not resolve", () -> at("https://no-such-host.invalid")),
            Map.entry("AWS in plain text", () -> at("http://rds.us-east-1.example.com")),
            Map.entry("AWS silent", () -> met(OddServer.silent()).with("discoveryTimeout", "300ms")),
            Map.entry("AWS fails", () -> answered(http(503, "text/plain", "Service Unavailable"))),
            Map.entry("AWS answers a page", () -> answered(http(200, "text/html", "<html>Sign in, please</html>"))),
            Map.entry(
                    "AWS answers half",
                    () -> answered(
                            http(200, "text/xml", "<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInst"))),
            Map.entry("AWS answers nothing", () -> answered(http(200, "text/xml", ""))),
            Map.entry("AWS answers rubbish", () -> answered("\0\1\2 rubbish\r\n\r\n")),
            Map.entry("STS answers a page", AwsCauses::pageInPlaceOfSts),
            Map.entry("Cognito answers a page", AwsCauses::pageInPlaceOfCognito),
            Map.entry("instance unknown", () -> sound(EngineCase.POSTGRESQL).of("prod-analytix")),
            Map.entry("engine not supported", () -> sound(EngineCase.POSTGRESQL).of("prod-erp")),
            Map.entry(
                    "another engine's native driver",
                    () -> sound(EngineCase.POSTGRESQL).with("nativeDriver", "mariadb")),
            Map.entry("still creating", () -> sound(EngineCase.POSTGRESQL).of("prod-analytics-next")),
            Map.entry(
                    "saved connection unknown",
                    () -> sound(EngineCase.POSTGRESQL).with("connection", "nobody's")),
            Map.entry("roots unreadable", () -> sound(EngineCase.POSTGRESQL).with("tlsRootCert", file("no PEM"))));

    private AwsCauses() {}

    private static String error(int status, String code, String message) {
        return http(
                status,
                "text/xml",
                "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error><RequestId>1</RequestId></ErrorResponse>");
    }

    private static String http(int status, String type, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    private static Trouble at(String endpoint) {
        return sound(EngineCase.POSTGRESQL).with("endpointUrl", endpoint).with("discoveryTimeout", "5s");
    }

    private static Trouble met(OddServer server) {
        return at("http://127.0.0.1:" + server.port()).closing(server::close);
    }

    private static Trouble answered(String answer) {
        return met(OddServer.answering(answer));
    }

    private static Trouble expiredCredentials() {
        return sound(EngineCase.POSTGRESQL)
                .as(settingsOf(Principal.session("analyst", "s", Instant.now().minusSeconds(60))));
    }

    private static Trouble withToken(Path file) {
        return sound(EngineCase.POSTGRESQL).as(RDS.settings(ROLE, file));
    }

    private static Trouble throttled() {
        RDS.faults().throttleNext(1_000);
        // A cached answer of another test would stand in.
        return sound(EngineCase.POSTGRESQL)
                .as(settingsOf(Principal.user("throttled")))
                .closing(() -> RDS.faults().clear());
    }

    private static Trouble pageInPlaceOfSts() {
        Trouble answered = answered(http(200, "text/html", "<html>Sign in, please</html>"));
        String page = answered.settings.get("endpointUrl");
        return answered.as(RDS.settings(ROLE, file(RDS.webIdentities().token("reporting", Duration.ofHours(1)))))
                .with("endpointUrl", page);
    }

    private static Trouble pageInPlaceOfCognito() {
        Trouble answered = answered(http(200, "text/html", "<html>Sign in, please</html>"));
        String page = answered.settings.get("endpointUrl");
        return answered.as(Map.of(
                        "auth", "cognito",
                        "cognitoUserPoolId", "us-east-1_FourMinds",
                        "cognitoClientId", "client",
                        "cognitoIdentityPoolId", "us-east-1:pool",
                        "cognitoUsername", "ann",
                        "cognitoPassword", "canary-secret"))
                .with("endpointUrl", page);
    }
}
