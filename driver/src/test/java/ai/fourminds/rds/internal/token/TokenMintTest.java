package ai.fourminds.rds.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.Endpoint;
import org.junit.jupiter.api.Test;

class TokenMintTest {

    private static final Endpoint ENDPOINT = new Endpoint("prod.abc.us-east-1.rds.amazonaws.com", 5433);

    @Test
    void signsForTheRealEndpointAndUser() {
        AuthToken token =
                TokenMint.mint(new AwsKeys("AKIA1", "secret", "session/+=", null), "eu-west-1", ENDPOINT, "us er%s");
        assertThat(token.value())
                .startsWith("prod.abc.us-east-1.rds.amazonaws.com:5433/?")
                .contains("Action=connect", "DBUser=us%20er%25s", "eu-west-1%2Frds-db%2Faws4_request")
                .contains("X-Amz-Expires=900", "X-Amz-Security-Token=session%2F%2B%3D")
                .doesNotContain("secret");
        assertThat(token.toString()).isEqualTo("AuthToken[redacted]");
    }
}
