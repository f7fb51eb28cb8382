package ai.fourminds.rds.local;

import static ai.fourminds.rds.local.RunningRds.IAM_USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.fourminds.rds.local.RunningRds.Shared;
import ai.fourminds.rds.local.iam.token.Refusal;
import ai.fourminds.rds.local.principals.Principal;
import ai.fourminds.rds.local.principals.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

@ExtendWith(RunningRds.class)
class RoleLoginTest {
    private static final Consumer<AssumeRoleRequest.Builder> AS_IT_IS = r -> {};
    private final Shared shared;
    private final LocalRds rds;
    private final LocalInstance analytics;

    RoleLoginTest(Shared shared) {
        this.shared = shared;
        this.rds = shared.rds();
        this.analytics = shared.analytics();
    }

    @AfterEach
    void setClockRight() {
        shared.clock().ahead(Duration.ZERO);
    }

    @Test
    void aSessionConnectsWhereItsRoleMay() throws SQLException {
        Role role = Role.named("reader").withConnect(analytics.connectResource(IAM_USER));
        shared.connect(analytics, "sales", IAM_USER, token(assume(role, AS_IT_IS)))
                .close();
    }

    @Test
    void aSessionConnectsNowhereElseAndAsNobodyElse() {
        Role role = Role.named("narrow-reader").withConnect(analytics.connectResource("newcomer_iam_user"));
        assertRefused(token(assume(role, AS_IT_IS)), Refusal.NO_CONNECT_PERMISSION);
        Role elsewhere =
                Role.named("elsewhere").withConnect(rds.instance("prod-tunnel").connectResource(IAM_USER));
        assertRefused(token(assume(elsewhere, AS_IT_IS)), Refusal.NO_CONNECT_PERMISSION);
        assertRefused(token(assume(Role.named("no-database"), AS_IT_IS)), Refusal.NO_CONNECT_PERMISSION);
    }

    @Test
    void theCallersOwnPermissionsDoNotCountInTheSession() {
        assertThat(rds.principal().connectResources()).isNotEmpty();
        Principal session = assume(Role.named("stripped"), AS_IT_IS);
        assertRefused(token(session), Refusal.NO_CONNECT_PERMISSION);
    }

    @Test
    void anEndedSessionsTokenIsRefusedThoughItIsFresh() throws SQLException {
        Role role = Role.named("fleeting").withConnect("*");
        Principal session = assume(role, r -> r.durationSeconds(900));
        String token = token(session);
        shared.clock().ahead(Duration.ofSeconds(895));
        shared.connect(analytics, "sales", IAM_USER, token).close();
        shared.clock().ahead(Duration.ofSeconds(901));
        assertRefused(token, Refusal.EXPIRED_CREDENTIALS);
    }

    @Test
    void aWebIdentityAndACognitoUserConnectToo() throws SQLException {
        Role pod = rds.addRole(Role.named("pod-reader").withConnect("*").trustingWebIdentity("pod"));
        try (var sts = AwsClients.sts(rds, AnonymousCredentialsProvider.create());
                var cognito = new CognitoSession(rds)) {
            var keys = sts.assumeRoleWithWebIdentity(r -> r.roleArn(pod.arn())
                            .roleSessionName("fourminds-rds")
                            .webIdentityToken(rds.webIdentityToken("pod", Duration.ofMinutes(5))))
                    .credentials();
            shared.connect(analytics, "sales", IAM_USER, token(AwsClients.holder("", keys)))
                    .close();
            var cognitoKeys = cognito.credentials(cognito.idToken());
            shared.connect(analytics, "sales", IAM_USER, token(AwsClients.holder(cognitoKeys)))
                    .close();
        }
    }

    private Principal assume(Role role, Consumer<AssumeRoleRequest.Builder> change) {
        Role known = rds.addRole(role.trusting(rds.principal().arn()));
        Consumer<AssumeRoleRequest.Builder> request =
                r -> r.roleArn(known.arn()).roleSessionName("fourminds-rds");
        try (var sts = AwsClients.sts(rds, rds.principal())) {
            var answer = sts.assumeRole(request.andThen(change));
            return AwsClients.holder(answer.assumedRoleUser().arn(), answer.credentials());
        }
    }

    private String token(Principal principal) {
        return AwsClients.token(principal, analytics.host(), analytics.port(), IAM_USER);
    }

    private void assertRefused(String token, Refusal reason) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> shared.connect(analytics, "sales", IAM_USER, token))
                .withMessageContaining("PAM authentication failed");
        assertThat(analytics.lastRefusal()).hasValue(reason);
    }
}
