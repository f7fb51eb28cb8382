package ai.fourminds.rds.web;

import ai.fourminds.rds.cli.failure.CommandFailure;
import ai.fourminds.rds.cli.failure.Fault;
import io.javalin.http.Context;

/** What a request's address and form say; what they do not say is empty. Stateless. */
final class Inputs {
    private Inputs() {}

    static String parameter(Context request, String name) {
        String value = request.queryParam(name);
        return value == null ? "" : value;
    }

    static String form(Context request, String name) {
        String value = request.formParam(name);
        return value == null ? "" : value;
    }

    static long number(Context request, String name) throws CommandFailure {
        try {
            return Long.parseLong(form(request, name));
        } catch (NumberFormatException e) {
            throw new CommandFailure(
                    Fault.usage("not-a-number", "'" + name + "' is not a whole number.", "Give one, such as 4."), e);
        }
    }
}
