package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.fourminds.rds.local.RunningRds.Shared;
import ai.fourminds.rds.local.iam.token.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.RdsException;

@ExtendWith(RunningRds.class)
class FaultsTest {
    private static final String ANALYTICS = "prod-analytics";
    private final Shared shared;
    private final Faults faults;

    FaultsTest(Shared shared) {
        this.shared = shared;
        faults = shared.rds().faults();
    }

    @AfterEach
    void allIsWellAgain() throws SQLException {
        faults.clear();
        try (RdsClient client = client();
                Connection connection = shared.connect()) {
            assertThat(describedWithIam(client)).isTrue();
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void expiredCredentialsOpenNeitherAwsNorADatabase() {
        faults.expireCredentials();
        assertAwsRefuses("ExpiredToken");
        assertDatabaseRefuses(Refusal.EXPIRED_CREDENTIALS);
    }

    @Test
    void expiredTokensAreTheDatabasesBusinessAlone() {
        faults.expireTokens();
        assertDatabaseRefuses(Refusal.EXPIRED_TOKEN);
        assertThat(isDescribedWithIam()).isTrue();
    }

    @Test
    void whatIsDeniedIsDeniedToThePrincipalThatMayDoEverything() {
        faults.deny("rds:DescribeDBInstances");
        assertAwsRefuses("AccessDenied");
        faults.deny("rds-db:connect");
        assertDatabaseRefuses(Refusal.NO_CONNECT_PERMISSION);
    }

    @Test
    void iamAuthenticationOffIsDescribedAndHeldToo() {
        faults.iamAuthenticationOff(ANALYTICS);
        assertThat(isDescribedWithIam()).isFalse();
        assertDatabaseRefuses(Refusal.IAM_AUTHENTICATION_DISABLED);
    }

    @Test
    void aWrongCertificateIsNoticed() {
        faults.wrongCertificate(ANALYTICS);
        assertThatThrownBy(shared::connect).isInstanceOf(SQLException.class).hasMessageContaining("hostname");
    }

    @Test
    void anEndpointThatIsDownHangsUp() {
        faults.endpointDown(ANALYTICS);
        assertThatThrownBy(shared::connect)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"));
    }

    @Test
    void anAwsThatIsDownAnswersNothing() {
        faults.awsDown();
        try (RdsClient client = client()) {
            assertThatExceptionOfType(SdkClientException.class).isThrownBy(client::describeDBInstances);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such", "", "prod-analytics\n", "%s'\"🚲"})
    void anInstanceThatIsNotThereIsRefused(String identifier) {
        for (Consumer<String> fault : java.util.List.<Consumer<String>>of(
                faults::iamAuthenticationOff,
                faults::wrongCertificate,
                faults::endpointDown,
                faults::staleEndpoints,
                name -> faults.status(name, "stopped"),
                name -> faults.endpoint(name, "localhost", 1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fault.accept(identifier))
                    .withMessageContaining("no instance, cluster or proxy of the fleet");
        }
    }

    @Test
    void anActionThatNobodyChecksIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> faults.deny("s3:GetObject"))
                .withMessageContaining(
                        "rds:DescribeDBInstances, rds:DescribeDBClusters", "sts:AssumeRole, rds-db:connect");
    }

    private RdsClient client() {
        return AwsClients.rds(shared.rds(), shared.rds().principal());
    }

    private boolean isDescribedWithIam() {
        try (RdsClient client = client()) {
            return describedWithIam(client);
        }
    }

    private static boolean describedWithIam(RdsClient client) {
        return client.describeDBInstances(r -> r.dbInstanceIdentifier(ANALYTICS))
                .dbInstances()
                .get(0)
                .iamDatabaseAuthenticationEnabled();
    }

    private void assertAwsRefuses(String code) {
        try (RdsClient client = client()) {
            assertThatExceptionOfType(RdsException.class)
                    .isThrownBy(client::describeDBInstances)
                    .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
        }
    }

    private void assertDatabaseRefuses(Refusal reason) {
        assertThatThrownBy(shared::connect)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("PAM authentication failed");
        assertThat(shared.analytics().lastRefusal()).contains(reason);
    }
}
