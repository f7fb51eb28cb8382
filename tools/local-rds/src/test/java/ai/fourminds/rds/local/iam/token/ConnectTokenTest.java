package ai.fourminds.rds.local.iam.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectTokenTest {

    @Test
    void tokensDoNotPrintSecrets() {
        String token = "host:1/?Action=connect&DBUser=u&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20261123T120000Z"
                + "&X-Amz-SignedHeaders=host&X-Amz-Expires=900"
                + "&X-Amz-Credential=AKIAX%2F20261123%2Fus-east-1%2Frds-db%2Faws4_request&X-Amz-Signature=canary";
        assertThat(ConnectToken.parse(token))
                .hasValueSatisfying(parsed -> assertThat(parsed.toString()).doesNotContain("canary"));
    }
}
