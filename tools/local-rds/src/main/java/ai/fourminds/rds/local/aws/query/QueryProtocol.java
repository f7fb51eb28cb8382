package ai.fourminds.rds.local.aws.query;

import ai.fourminds.rds.local.principals.Principal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Serves AWS's query protocol: a form names the action; the answer is an XML document. Thread-safe. */
public final class QueryProtocol {
    private static final Principal NOBODY = Principal.user("nobody").withoutDescribe();

    private final Map<String, Action> actions;
    private final SignatureVerifier verifier;
    private final SimulatedFaults faults;
    private final Consumer<String> calls;

    /** @param calls receives the name of each action that is called */
    public QueryProtocol(
            List<Action> actions, SignatureVerifier verifier, SimulatedFaults faults, Consumer<String> calls) {
        this.actions = actions.stream().collect(Collectors.toMap(Action::name, Function.identity()));
        this.verifier = verifier;
        this.faults = faults;
        this.calls = calls;
    }

    public Response respond(SignedRequest request) {
        String requestId = UUID.randomUUID().toString();
        Service service = Service.RDS;
        try {
            Parameters parameters = parameters(request);
            Action action = action(parameters);
            service = action.service();
            calls.accept(action.name());
            Consumer<Xml> result = answer(request, parameters, action);
            return Response.xml(
                    200,
                    requestId,
                    action.name() + "Response",
                    service,
                    xml -> xml.element(action.name() + "Result", result)
                            .element("ResponseMetadata", metadata -> metadata.text("RequestId", requestId)));
        } catch (AwsException e) {
            return Response.xml(
                    e.httpStatus(),
                    requestId,
                    "ErrorResponse",
                    service,
                    xml -> xml.element(
                                    "Error",
                                    error -> error.text("Type", e.httpStatus() < 500 ? "Sender" : "Receiver")
                                            .text("Code", e.code())
                                            .text("Message", e.text()))
                            .text("RequestId", requestId));
        }
    }

    private static Parameters parameters(SignedRequest request) {
        try {
            return Parameters.ofForm(request.rawQuery() + "&" + request.body());
        } catch (IllegalArgumentException e) {
            throw new AwsException(400, "MalformedQueryString", "The form is not URL-encoded.");
        }
    }

    private Action action(Parameters parameters) {
        String name = parameters.get("Action");
        Action action = actions.get(name);
        if (action == null) {
            throw new AwsException(
                    400,
                    "InvalidAction",
                    "Could not find operation " + name + " for version " + parameters.get("Version"));
        }
        return action;
    }

    private Consumer<Xml> answer(SignedRequest request, Parameters parameters, Action action) {
        faults.failure().ifPresent(status -> {
            throw status == 503
                    ? new AwsException(503, "ServiceUnavailable", "Service is unable to handle request.")
                    : new AwsException(status, "InternalFailure", "An internal error has occurred.");
        });
        if (faults.throttle()) {
            throw new AwsException(400, "Throttling", "Rate exceeded");
        }
        if (!action.signed()) {
            return action.operation().answer(NOBODY, parameters);
        }
        Principal caller = verifier.verify(request, action.service());
        if (faults.expired().get()) {
            throw AwsException.expiredToken();
        }
        return action.operation().answer(caller, parameters);
    }
}
