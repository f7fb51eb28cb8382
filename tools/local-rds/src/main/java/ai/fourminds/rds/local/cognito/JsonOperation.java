package ai.fourminds.rds.local.cognito;

import com.fasterxml.jackson.databind.JsonNode;

/** An operation with JSON as input and answer, without signature. Thread-safe. */
public interface JsonOperation {
    /** Returns its name in the header {@code X-Amz-Target}: {@code service.operation}. */
    String target();

    /**
     * Returns the answer to a JSON object.
     *
     * @throws CognitoException to refuse
     */
    JsonNode answer(JsonNode request);
}
