package ai.fourminds.rds.local.cognito.identity;

import ai.fourminds.rds.local.cognito.JsonOperation;
import ai.fourminds.rds.local.iam.AccessKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** GetCredentialsForIdentity: returns temporary keys of the pool's authenticated role. Thread-safe. */
final class GetCredentialsForIdentity implements JsonOperation {
    private final IdentityPool pool;

    GetCredentialsForIdentity(IdentityPool pool) {
        this.pool = pool;
    }

    @Override
    public String target() {
        return "AWSCognitoIdentityService.GetCredentialsForIdentity";
    }

    @Override
    public JsonNode answer(JsonNode request) {
        String identityId = request.path("IdentityId").asText();
        AccessKey key = pool.credentials(identityId, request.path("Logins"));
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("IdentityId", identityId);
        answer.putObject("Credentials")
                .put("AccessKeyId", key.id())
                .put("SecretKey", key.secret())
                .put("SessionToken", key.sessionToken())
                .put("Expiration", (double)
                        Objects.requireNonNull(key.expiresAt()).getEpochSecond());
        return answer;
    }
}
