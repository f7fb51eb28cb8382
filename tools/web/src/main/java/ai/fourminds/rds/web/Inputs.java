package ai.fourminds.rds.web;

import ai.fourminds.rds.cli.failure.CommandFailure;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads parameters of a request's address and form; absent ones are empty. Stateless. */
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
            // Browsers also accept 1e5 in a number field.
            return new BigDecimal(form(request, name)).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            String option = "--" + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            throw CommandFailure.usage("not-a-number", option + " is not a whole number.", "Give one, such as 4.", e);
        }
    }

    /** Returns the constant whose name the form contains in lower case. */
    static <E extends Enum<E>> E choice(Context request, String name, Class<E> type) throws CommandFailure {
        return choice(name, form(request, name), type);
    }

    static <E extends Enum<E>> List<E> choices(Context request, String name, Class<E> type) throws CommandFailure {
        List<E> choices = new ArrayList<>();
        for (String word : request.formParams(name)) {
            choices.add(choice(name, word, type));
        }
        return choices;
    }

    private static <E extends Enum<E>> E choice(String name, String word, Class<E> type) throws CommandFailure {
        Map<String, E> choices = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            choices.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        E choice = choices.get(word);
        if (choice == null) {
            throw CommandFailure.usage(
                    "not-a-choice",
                    "'" + name + "' cannot be '" + word + "'.",
                    "Give one of " + String.join(", ", choices.keySet()) + ".");
        }
        return choice;
    }

    /** Returns a parameter, such as a database; fails if it is empty. */
    static String needed(Context request, String name) throws CommandFailure {
        String value = form(request, name);
        if (value.isEmpty()) {
            throw CommandFailure.usage(
                    "field-missing", "'" + name + "' is missing.", "Load the page again and fill it in.");
        }
        return value;
    }
}
