package ai.fourminds.rds.local.aws;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** AWS's query protocol: a signed form names an action, an XML document answers. Thread-safe. */
final class QueryProtocol {
    private final Map<String, Action> actions;
    private final SignatureVerifier verifier;
    private final Disturbances disturbances;
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    QueryProtocol(List<Action> actions, SignatureVerifier verifier, Disturbances disturbances) {
        this.actions = actions.stream().collect(Collectors.toMap(Action::name, Function.identity()));
        this.verifier = verifier;
        this.disturbances = disturbances;
    }

    /** An XML document with its HTTP status. */
    record Response(int httpStatus, String requestId, String body) {}

    Response respond(SignedRequest request) {
        try {
            Parameters parameters = Parameters.ofForm(request.rawQuery() + "&" + request.form());
            return respond(request, parameters);
        } catch (IllegalArgumentException e) {
            return document(Service.RDS, "", new AwsError(400, "MalformedQueryString", "The form is not URL-encoded."));
        }
    }

    int calls(String action) {
        return calls.getOrDefault(action, 0);
    }

    private Response respond(SignedRequest request, Parameters parameters) {
        String name = parameters.get("Action");
        Action action = actions.get(name);
        if (action == null) {
            String version = parameters.get("Version");
            String message = "Could not find operation " + name + " for version " + version;
            return document(Service.RDS, "", new AwsError(400, "InvalidAction", message));
        }
        calls.merge(name, 1, Integer::sum);
        return document(action.service(), name, answer(request, parameters, action));
    }

    private Answer answer(SignedRequest request, Parameters parameters, Action action) {
        OptionalInt failure = disturbances.failure();
        if (failure.isPresent()) {
            return AwsError.ofStatus(failure.getAsInt());
        }
        if (disturbances.throttle()) {
            return AwsError.throttled();
        }
        Verdict verdict = verifier.verify(request, action.service());
        if (verdict instanceof Verdict.Refused refused) {
            return refused.error();
        }
        return action.answer(((Verdict.Verified) verdict).caller(), parameters);
    }

    private static Response document(Service service, String action, Answer answer) {
        String requestId = UUID.randomUUID().toString();
        if (answer instanceof AwsError error) {
            return new Response(error.httpStatus(), requestId, error.body(service.namespace(), requestId));
        }
        Answer.Result result = (Answer.Result) answer;
        String body = Xml.document(
                action + "Response",
                service.namespace(),
                xml -> xml.element(action + "Result", result.content())
                        .element("ResponseMetadata", metadata -> metadata.text("RequestId", requestId)));
        return new Response(200, requestId, body);
    }
}
