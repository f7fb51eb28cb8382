package ai.fourminds.rds.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.fourminds.rds.local.principals.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IdentityPoolTest {
    private static LocalRds rds;
    private static CognitoSession session;

    @BeforeAll
    static void start() {
        rds = LocalRds.builder().withoutDatabases().start();
        session = new CognitoSession(rds);
    }

    @AfterAll
    static void stop() {
        session.close();
        rds.close();
    }

    @Test
    void anIdTokenIsTradedForKeysOfTheAuthenticatedRole() {
        var keys = session.credentials(session.idToken());
        assertThat(keys.expiration()).isCloseTo(Instant.now().plusSeconds(3600), within(1, ChronoUnit.MINUTES));
        Principal holder = AwsClients.holder(keys);
        try (var sts = AwsClients.sts(rds, holder);
                var client = AwsClients.rds(rds, holder)) {
            assertThat(sts.getCallerIdentity().arn())
                    .isEqualTo(
                            "arn:aws:sts::123456789012:assumed-role/cognito-authenticated/CognitoIdentityCredentials");
            assertThat(client.describeDBInstances().dbInstances()).isNotEmpty();
        }
    }

    @Test
    void aUserHasTheSameIdentityAtEveryLogin() {
        String first = session.identity(session.logins(session.idToken()));
        assertThat(session.identity(session.logins(session.idToken())))
                .isEqualTo(first)
                .startsWith("us-east-1:");
    }
}
