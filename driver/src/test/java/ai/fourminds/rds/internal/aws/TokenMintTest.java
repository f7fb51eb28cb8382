package ai.fourminds.rds.internal.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ai.fourminds.rds.credentials.AwsKeys;
import ai.fourminds.rds.plugin.AuthToken;
import ai.fourminds.rds.plugin.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

class TokenMintTest {

    private static final Endpoint ENDPOINT = new Endpoint("prod.abc.us-east-1.rds.amazonaws.com", 5433);

    /** The order of the parameters aside, which is not signed. */
    @Test
    void isWhatTheSdkWouldMakeInTheSameSecond() {
        AwsKeys keys = new AwsKeys("AKIA1", "secret", "session/+=", null);
        RdsUtilities sdk = RdsUtilities.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsClients.sdkKeys(keys)))
                .build();
        // A second may end between the two; it does not end three times.
        List<String> ours = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        for (int time = 0; time < 3; time++) {
            ours.add(sorted(
                    TokenMint.mint(keys, "eu-west-1", ENDPOINT, "us er%s").value()));
            theirs.add(sorted(sdk.generateAuthenticationToken(
                    request -> request.hostname(ENDPOINT.host()).port(5433).username("us er%s"))));
        }
        assertThat(ours).containsAnyElementsOf(theirs);
    }

    private static String sorted(String token) {
        return Stream.of(token.split("[?&]")).sorted().collect(Collectors.joining(" "));
    }

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
