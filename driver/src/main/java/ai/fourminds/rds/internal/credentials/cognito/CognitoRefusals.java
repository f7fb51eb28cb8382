package ai.fourminds.rds.internal.credentials.cognito;

import ai.fourminds.rds.credentials.CredentialsException;
import ai.fourminds.rds.failure.FailureCode;
import ai.fourminds.rds.internal.aws.AwsAnswers;
import ai.fourminds.rds.internal.credentials.cognito.CognitoSignIn.CognitoUser;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

/** Diagnoses Amazon Cognito's refusals (API references of InitiateAuth and GetId). Stateless. */
final class CognitoRefusals {

    private CognitoRefusals() {}

    static boolean isFlowDisabled(AwsServiceException refusal) {
        return AwsAnswers.code(refusal).equals("InvalidParameterException")
                && AwsAnswers.words(refusal).contains("not enabled");
    }

    /** Returns whether another try brings the user closer to a lockout. */
    static boolean isWrongPassword(CredentialsException refusal) {
        return refusal.getCause() instanceof NotAuthorizedException wrong
                && AwsAnswers.words(wrong).toLowerCase(Locale.ROOT).contains("password");
    }

    static CredentialsException of(CognitoUser user, AwsServiceException refusal) {
        String words = AwsAnswers.words(refusal);
        String who = "the user pool " + user.poolId() + " refuses the sign-in of " + user.name() + ": ";
        return switch (AwsAnswers.code(refusal)) {
            case "NotAuthorizedException" ->
                refused(
                        who + words,
                        words.contains("secret hash")
                                ? "Check cognitoClientSecret: the app client has a secret, and this is not it."
                                : "Check cognitoUsername and cognitoPassword.",
                        refusal);
            case "UserNotFoundException" -> refused(who + words, "Check cognitoUsername.", refusal);
            case "UserNotConfirmedException" ->
                refused(who + words, "Confirm the user first (the code Cognito sent, or an administrator).", refusal);
            case "PasswordResetRequiredException" ->
                refused(who + words, "Reset the password in the user pool's own sign-in page first.", refusal);
            case "ResourceNotFoundException" ->
                refused(who + words, "Check cognitoUserPoolId, cognitoClientId and their region.", refusal);
            case "InvalidParameterException" ->
                refused(
                        who + words,
                        isFlowDisabled(refusal)
                                ? "Allow ALLOW_USER_SRP_AUTH (or ALLOW_USER_PASSWORD_AUTH) on the app client, or set"
                                        + " cognitoFlow to the flow it allows."
                                : "Check the cognito settings; an app client with a secret needs cognitoClientSecret.",
                        refusal);
            default -> AwsAnswers.unexpected("Amazon Cognito", refusal);
        };
    }

    /** Diagnoses an identity pool's refusal of the user pool's token. */
    static CredentialsException ofPool(String identityPoolId, AwsServiceException refusal) {
        return switch (AwsAnswers.code(refusal)) {
            case "NotAuthorizedException",
                    "ResourceNotFoundException",
                    "InvalidIdentityPoolConfigurationException",
                    "InvalidParameterException" ->
                refused(
                        "the identity pool " + identityPoolId + " gives no credentials: " + AwsAnswers.words(refusal),
                        "Check cognitoIdentityPoolId, that it names this user pool and app client as an authentication"
                                + " provider, and that its authenticated role trusts it.",
                        refusal);
            default -> AwsAnswers.unexpected("Amazon Cognito", refusal);
        };
    }

    static CredentialsException challenge(CognitoUser user, String challenge) {
        return new CredentialsException(
                FailureCode.SIGN_IN_CHALLENGE,
                "the user pool " + user.poolId() + " asks " + user.name() + " for " + challenge + ".",
                challenge.equals("NEW_PASSWORD_REQUIRED")
                        ? "Sign in once through the user pool's own page and set a new password."
                        : "Use a user whose sign-in needs no further step (no MFA), or another method of auth.",
                null);
    }

    private static CredentialsException refused(String what, String remedy, AwsServiceException refusal) {
        return new CredentialsException(FailureCode.SIGN_IN_REFUSED, what, remedy, refusal);
    }
}
