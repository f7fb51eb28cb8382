package ai.fourminds.rds.local.cognito;

import com.fasterxml.jackson.databind.JsonNode;

/** One operation that takes and gives JSON and needs no signature. Thread-safe. */
public interface JsonOperation {
    /** What the header {@code X-Amz-Target} calls it: {@code service.operation}. */
    String target();

    /**
     * The answer to a JSON object.
     *
     * @throws CognitoException where that is a refusal
     */
    JsonNode answer(JsonNode request);
}
