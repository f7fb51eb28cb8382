package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import ai.fourminds.rds.local.cognito.CognitoException;
import ai.fourminds.rds.local.cognito.JsonOperation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Serves AWS's JSON protocol 1.1: a header names the operation; input and answer are JSON objects. Thread-safe. */
final class JsonProtocol {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, JsonOperation> operations;
    private final SimulatedFaults disturbances;
    private final Calls calls;

    JsonProtocol(List<JsonOperation> operations, SimulatedFaults disturbances, Calls calls) {
        this.operations = operations.stream().collect(Collectors.toMap(JsonOperation::target, Function.identity()));
        this.disturbances = disturbances;
        this.calls = calls;
    }

    Response respond(String target, String body) {
        JsonOperation operation = operations.get(target);
        if (operation == null) {
            return error(400, "UnknownOperationException", "There is no operation " + target);
        }
        calls.add(target.substring(target.lastIndexOf('.') + 1));
        OptionalInt failure = disturbances.failure();
        if (failure.isPresent()) {
            return error(failure.getAsInt(), "InternalErrorException", "An internal error has occurred.");
        }
        if (disturbances.throttle()) {
            return error(400, "TooManyRequestsException", "Rate exceeded");
        }
        return respond(operation, body);
    }

    private static Response respond(JsonOperation operation, String body) {
        try {
            JsonNode request = JSON.readTree(body);
            return request.isObject() ? response(200, Map.of(), operation.answer(request)) : malformed();
        } catch (JsonProcessingException e) {
            return malformed();
        } catch (CognitoException e) {
            return error(400, e.type(), e.text());
        }
    }

    private static Response malformed() {
        return error(400, "SerializationException", "The request is not a JSON object.");
    }

    private static Response error(int httpStatus, String type, String message) {
        JsonNode body =
                JsonNodeFactory.instance.objectNode().put("__type", type).put("message", message);
        return response(httpStatus, Map.of("x-amzn-ErrorType", type + ":"), body);
    }

    private static Response response(int httpStatus, Map<String, String> headers, JsonNode body) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", "application/x-amz-json-1.1");
        return new Response(httpStatus, UUID.randomUUID().toString(), all, body.toString());
    }
}
