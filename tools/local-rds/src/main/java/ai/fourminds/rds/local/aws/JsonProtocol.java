package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.aws.query.AwsException;
import ai.fourminds.rds.local.aws.query.Response;
import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Serves AWS's JSON protocol 1.1: a header names the operation; input and answer are JSON objects. Thread-safe.
 *
 * @param operations by their name in the header {@code X-Amz-Target}, {@code service.operation}
 * @param calls receives the name of each operation that is called
 */
record JsonProtocol(Map<String, UnaryOperator<JsonNode>> operations, SimulatedFaults faults, Consumer<String> calls) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    Response respond(String target, String body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put(Response.REQUEST_ID, UUID.randomUUID().toString());
        try {
            return new Response(200, headers, answer(target, body).toString());
        } catch (AwsException e) {
            headers.put("x-amzn-ErrorType", e.code() + ":");
            JsonNode error = JsonNodeFactory.instance
                    .objectNode()
                    .put("__type", e.code())
                    .put("message", e.text());
            return new Response(e.httpStatus(), headers, error.toString());
        }
    }

    private JsonNode answer(String target, String body) {
        UnaryOperator<JsonNode> operation = operations.get(target);
        if (operation == null) {
            throw new AwsException(400, "UnknownOperationException", "There is no operation " + target);
        }
        calls.accept(target.substring(target.lastIndexOf('.') + 1));
        faults.failure().ifPresent(status -> {
            throw new AwsException(status, "InternalErrorException", "An internal error has occurred.");
        });
        if (faults.throttle()) {
            throw new AwsException(400, "TooManyRequestsException", "Rate exceeded");
        }
        return operation.apply(parse(body));
    }

    private static JsonNode parse(String body) {
        try {
            JsonNode request = JSON.readTree(body);
            if (request.isObject()) {
                return request;
            }
        } catch (JsonProcessingException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static AwsException malformed() {
        return new AwsException(400, "SerializationException", "The request is not a JSON object.");
    }
}
