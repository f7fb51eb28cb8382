package ai.fourminds.rds.local.cognito.identity;

import ai.fourminds.rds.local.cognito.CognitoException;
import ai.fourminds.rds.local.cognito.JsonOperation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** GetId: returns the identity of a login. Thread-safe. */
final class GetId implements JsonOperation {
    private final IdentityPool pool;

    GetId(IdentityPool pool) {
        this.pool = pool;
    }

    @Override
    public String target() {
        return "AWSCognitoIdentityService.GetId";
    }

    @Override
    public JsonNode answer(JsonNode request) {
        String poolId = request.path("IdentityPoolId").asText();
        if (!poolId.equals(pool.id())) {
            throw CognitoException.notFound("IdentityPool '" + poolId + "' not found.");
        }
        return JsonNodeFactory.instance.objectNode().put("IdentityId", pool.identity(request.path("Logins")));
    }
}
