package ai.fourminds.rds.internal.failure;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.failure.Diagnosis;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.failure.FailureKind;
import ai.fourminds.rds.failure.RdsFailure;
import ai.fourminds.rds.fleet.RdsInstance;
import ai.fourminds.rds.plugin.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} is what the catalogue says; {@code -Derrors.write=true} writes it anew. */
class ErrorPageTest {

    private static final Path PAGE = Path.of("..", "docs", "errors.md").normalize();
    private static final Endpoint ENDPOINT = new Endpoint("prod-analytics.abc123.us-east-1.rds.amazonaws.com", 5432);
    private static final RdsInstance INSTANCE = instance("available");
    private static final SQLException CAUSE = new SQLException("the server's own words", "XX000");
    private static final ConnectFailures FAILURES = new ConnectFailures(
            INSTANCE,
            ENDPOINT,
            ENDPOINT,
            "fourminds_iam_user",
            "sales",
            List.of("CREATE USER fourminds_iam_user WITH LOGIN", "GRANT rds_iam TO fourminds_iam_user"),
            CAUSE);
    private static final String INTRODUCTION = """
            # Errors

            Every failure that the driver diagnoses, with example values in place of yours. The exception is the JDK class of
            that name (`java.sql`), implements `ai.fourminds.rds.failure.RdsFailure`, and keeps its cause; the code is what
            `--format json` prints. Exit codes are those of `fourminds-rds`. `fourminds-rds doctor INSTANCE` finds out which
            of them it is ([doctor](doctor.md)).

            This page is made from the catalogue by a test of the driver, which fails when they differ
            (`-Derrors.write=true` writes it).
            """;

    private static RdsInstance instance(String status) {
        return new RdsInstance(
                "prod-analytics",
                "arn:aws:rds:us-east-1:123456789012:db:prod-analytics",
                "db-ABCDEFG",
                "postgres",
                "17.4",
                "db.m7g.large",
                status,
                true,
                false,
                ENDPOINT,
                "us-east-1",
                RdsInstance.Kind.INSTANCE,
                null);
    }

    private static final RdsInstance CLUSTER = new RdsInstance(
            "prod",
            "arn:aws:rds:us-east-1:123456789012:cluster:prod",
            "cluster-ABCDEFG",
            "aurora-postgresql",
            "17.4",
            "",
            "available",
            true,
            true,
            ENDPOINT,
            "us-east-1",
            RdsInstance.Kind.CLUSTER,
            "prod");

    private static Stream<SQLException> settings() {
        return Stream.of(
                SettingsFailures.invalid(List.of("regoin: is no setting; did you mean region?")),
                SettingsFailures.regionUnknown(null),
                SettingsFailures.rootsUnreadable(Path.of("roots.pem"), "No certificate data found", null),
                SettingsFailures.savedUnknown("work", List.of("home")),
                SettingsFailures.savedUnreadable(
                        Path.of("connections"),
                        "it is damaged",
                        "Remove the file and save the connections anew.",
                        null),
                SettingsFailures.engineMismatch("prod-analytics", "mysql", "postgres"),
                SettingsFailures.pluginMissing(
                        "mysql", "jdbc:fourminds-rds:prod-analytics/sales", List.of("postgresql"), List.of()),
                FAILURES.nativeProperty());
    }

    private static Stream<SQLException> aws() {
        String action = "rds:DescribeDBInstances";
        String endpoint = "rds in us-east-1";
        return Stream.concat(
                Stream.concat(
                                EnumSet.range(FailureCode.CREDENTIALS_UNAVAILABLE, FailureCode.SIGN_IN_CHALLENGE)
                                        .stream(),
                                Stream.of(FailureCode.AWS_THROTTLED, FailureCode.AWS_UNREACHABLE))
                        .map(code -> AwsFailures.credentials(
                                "iam-role",
                                new CredentialsException(
                                        code, "what the method found.", "What the method advises.", null))),
                Stream.of(
                        AwsFailures.credentialsExpired("access-keys", null, "ASIAEXAMPLE", null),
                        AwsFailures.accessDenied(action, "us-east-1", "AWS's own words.", null),
                        AwsFailures.invalidAccessKey("access-keys", "AKIAEXAMPLE", null),
                        AwsFailures.invalidSecretKey("access-keys", "AKIAEXAMPLE", null),
                        AwsFailures.unrecognizedClient("us-east-1", "AWS's own words.", null),
                        AwsFailures.clockSkew("AWS's own words.", null),
                        AwsFailures.throttled(action, "us-east-1", null),
                        AwsFailures.unreachable(action, endpoint, new IOException("Connection refused")),
                        AwsFailures.timedOut(action, endpoint, Duration.ofSeconds(15), null),
                        AwsFailures.unreadable(action, endpoint, new IOException("no XML")),
                        AwsFailures.other(action, endpoint, "AWS's own words.", true, null),
                        AwsFailures.other(action, endpoint, "AWS's own words.", false, null)));
    }

    private static Stream<SQLException> instances() {
        return Stream.of(
                InstanceFailures.notFound("prod-analytix", "us-east-1", List.of("prod-analytics"), CAUSE),
                InstanceFailures.notAvailable(instance("stopped")),
                InstanceFailures.engineNotSupported(INSTANCE, List.of("mariadb", "mysql", "postgres"), List.of()),
                InstanceFailures.notOffered(INSTANCE, "export tables"),
                InstanceFailures.iamOff(INSTANCE),
                InstanceFailures.noWriter(CLUSTER, false, Duration.ofSeconds(10)));
    }

    private static Stream<SQLException> network() {
        return Stream.of(
                FAILURES.unknownHost(),
                FAILURES.refused(),
                FAILURES.timedOut(Duration.ofSeconds(10)),
                FAILURES.silent(Duration.ofSeconds(10)),
                CallFailures.interrupted(new InterruptedException()),
                FAILURES.lost(),
                FAILURES.notTrusted(231, false, true),
                FAILURES.wrongName(),
                FAILURES.certificateExpired(),
                FAILURES.tlsNotOffered(),
                FAILURES.tlsFailed(),
                FAILURES.protocol());
    }

    private static Stream<SQLException> logins() {
        return Stream.of(
                FAILURES.tokenRefused(Optional.of("arn:aws:sts::123456789012:assumed-role/analyst/session")),
                FAILURES.userNotIam(),
                FAILURES.unknownDatabase(),
                FAILURES.databaseForbidden(List.of("GRANT CONNECT ON DATABASE \"sales\" TO \"fourminds_iam_user\"")),
                FAILURES.tooManyConnections(),
                FAILURES.notReady(),
                FAILURES.other());
    }

    private static List<SQLException> all() {
        return Stream.of(settings(), aws(), instances(), network(), logins())
                .flatMap(failures -> failures)
                .toList();
    }

    private static String page() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        Set<String> said = new LinkedHashSet<>();
        for (FailureKind kind : FailureKind.values()) {
            page.append("\n## ").append(title(kind)).append("\n");
            all().stream()
                    .filter(failure -> diagnosis(failure).kind() == kind)
                    .filter(failure -> said.add(diagnosis(failure).code()))
                    .forEach(failure -> page.append(entry(failure)));
        }
        return page.toString();
    }

    private static String title(FailureKind kind) {
        return switch (kind) {
            case SETTINGS -> "Settings (exit code 2)";
            case AWS -> "AWS credentials, permissions and API (exit code 3)";
            case INSTANCE -> "The instance (exit code 4)";
            case NETWORK -> "Network and TLS (exit code 5)";
            case LOGIN -> "Login (exit code 6)";
        };
    }

    private static String entry(SQLException failure) {
        Diagnosis diagnosis = diagnosis(failure);
        String known = diagnosis.detail().isEmpty() ? "" : diagnosis.detail() + " ";
        String entry = "\n### " + diagnosis.code() + "\n\n**" + diagnosis.headline() + "** " + known + "`"
                + failure.getClass().getSuperclass().getSimpleName() + "`, SQLState " + failure.getSQLState()
                + ".\n\n> " + diagnosis.remedy() + "\n";
        return entry.replace("<", "\\<");
    }

    private static Diagnosis diagnosis(SQLException failure) {
        return ((RdsFailure) failure).diagnosis();
    }

    @Test
    void everyFailureOfTheCatalogueIsOnThePage() {
        assertThat(all().stream().map(failure -> diagnosis(failure).code()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FailureCode.values())
                        .map(FailureCode::code)
                        .toList());
    }

    @Test
    void thePageIsWhatTheCatalogueSays() throws IOException {
        if (Boolean.getBoolean("errors.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE).usingCharset(StandardCharsets.UTF_8).hasContent(page());
    }

    @Test
    void everyHeadlineIsOneSentenceAndEveryFailureHasARemedy() {
        assertThat(all()).allSatisfy(failure -> {
            assertThat(diagnosis(failure).headline()).isNotBlank().doesNotContain("\n", "nknown error");
            assertThat(diagnosis(failure).remedy()).isNotBlank();
        });
    }
}
