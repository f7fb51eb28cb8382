package ai.fourminds.rds.web;

import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.output.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;

/** Answers failed requests with headline and remedy, as a page, a part of one, or JSON. Thread-safe. */
record Faults(Templates templates) {

    void answer(Exception thrown, Context request) {
        boolean program = request.path().startsWith("/api/");
        Fault fault = (program ? FieldNames.API : FieldNames.FORM).in(Fault.of(thrown));
        request.status(status(fault));
        if (program) {
            json(fault, request);
        } else {
            boolean part = request.header("HX-Request") != null;
            templates.render(request, part ? "fault" : "faultpage", Map.of("fault", fault));
        }
    }

    private static void json(Fault fault, Context request) {
        try {
            request.contentType("application/json").result(Json.fault(fault));
        } catch (IOException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    private static int status(Fault fault) {
        return switch (fault.exit()) {
            case USAGE -> 400;
            case AWS, LOGIN -> 403;
            case INSTANCE -> 404;
            case NETWORK -> 502;
            default -> 500;
        };
    }
}
