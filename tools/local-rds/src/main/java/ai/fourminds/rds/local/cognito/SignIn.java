package ai.fourminds.rds.local.cognito;

import ai.fourminds.rds.local.iam.RandomText;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The answer after a correct password: tokens, a challenge, or a refusal. Stateless. */
final class SignIn {
    private SignIn() {}

    static ObjectNode answer(UserPool pool, PoolUser user, CognitoClient client) {
        return switch (user.state()) {
            case CONFIRMED -> pool.tokens().signedIn(user, client);
            case UNCONFIRMED -> throw CognitoException.userNotConfirmed();
            case RESET_REQUIRED -> throw CognitoException.passwordResetRequired();
            case DISABLED -> throw disabled();
            case FORCE_CHANGE_PASSWORD -> newPassword(user);
            case SMS_MFA ->
                challenge(
                        "SMS_MFA",
                        user,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("CODE_DELIVERY_DELIVERY_MEDIUM", "SMS")
                                .put("CODE_DELIVERY_DESTINATION", "+*******1234"));
            case SOFTWARE_TOKEN_MFA ->
                challenge(
                        "SOFTWARE_TOKEN_MFA",
                        user,
                        JsonNodeFactory.instance.objectNode().put("FRIENDLY_DEVICE_NAME", "phone"));
        };
    }

    static CognitoException disabled() {
        return CognitoException.notAuthorized("User is disabled.");
    }

    private static ObjectNode newPassword(PoolUser user) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        if (user.email() != null) {
            attributes.put("email", user.email());
        }
        ObjectNode parameters = JsonNodeFactory.instance
                .objectNode()
                .put("requiredAttributes", "[]")
                .put("userAttributes", attributes.toString());
        return challenge("NEW_PASSWORD_REQUIRED", user, parameters);
    }

    private static ObjectNode challenge(String name, PoolUser user, ObjectNode parameters) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ChallengeName", name).put("Session", RandomText.secret(600));
        answer.set("ChallengeParameters", parameters.put("USER_ID_FOR_SRP", user.username()));
        return answer;
    }
}
