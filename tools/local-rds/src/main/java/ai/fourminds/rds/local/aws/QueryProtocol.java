package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.aws.query.Action;
import ai.fourminds.rds.local.aws.query.Answer;
import ai.fourminds.rds.local.aws.query.AwsError;
import ai.fourminds.rds.local.aws.query.Parameters;
import ai.fourminds.rds.local.aws.query.Service;
import ai.fourminds.rds.local.aws.query.SimulatedFaults;
import ai.fourminds.rds.local.aws.query.Xml;
import ai.fourminds.rds.local.aws.signature.SignatureVerifier;
import ai.fourminds.rds.local.aws.signature.SignedRequest;
import ai.fourminds.rds.local.aws.signature.Verdict;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Serves AWS's query protocol: a form names the action; the answer is an XML document. Thread-safe. */
final class QueryProtocol {
    private final Map<String, Action> actions;
    private final SignatureVerifier verifier;
    private final SimulatedFaults disturbances;
    private final Calls calls;

    QueryProtocol(List<Action> actions, SignatureVerifier verifier, SimulatedFaults disturbances, Calls calls) {
        this.actions = actions.stream().collect(Collectors.toMap(Action::name, Function.identity()));
        this.verifier = verifier;
        this.disturbances = disturbances;
        this.calls = calls;
    }

    Response respond(SignedRequest request) {
        try {
            Parameters parameters = Parameters.ofForm(request.rawQuery() + "&" + request.body());
            return respond(request, parameters);
        } catch (IllegalArgumentException e) {
            return document(Service.RDS, "", new AwsError(400, "MalformedQueryString", "The form is not URL-encoded."));
        }
    }

    private Response respond(SignedRequest request, Parameters parameters) {
        String name = parameters.get("Action");
        Action action = actions.get(name);
        if (action == null) {
            String version = parameters.get("Version");
            String message = "Could not find operation " + name + " for version " + version;
            return document(Service.RDS, "", new AwsError(400, "InvalidAction", message));
        }
        calls.add(name);
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
        if (action instanceof Action.Unsigned open) {
            return open.answer(parameters);
        }
        Verdict verdict = verifier.verify(request, action.service());
        if (verdict instanceof Verdict.Refused refused) {
            return refused.error();
        }
        if (disturbances.expired()) {
            return AwsError.expiredToken();
        }
        return ((Action.Signed) action).answer(((Verdict.Verified) verdict).caller(), parameters);
    }

    private static Response document(Service service, String action, Answer answer) {
        String requestId = UUID.randomUUID().toString();
        if (answer instanceof AwsError error) {
            return Response.xml(error.httpStatus(), requestId, error.body(service.namespace(), requestId));
        }
        Answer.Result result = (Answer.Result) answer;
        String body = Xml.document(
                action + "Response",
                service.namespace(),
                xml -> xml.element(action + "Result", result.content())
                        .element("ResponseMetadata", metadata -> metadata.text("RequestId", requestId)));
        return Response.xml(200, requestId, body);
    }
}
