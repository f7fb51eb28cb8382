package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.aws.query.AwsException;
import ai.fourminds.rds.local.aws.query.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks parameters like STS, and reports all faults in one message. Used by one thread. */
final class Constraints {
    /** Includes the parameters of a presigned signature. */
    private static final Set<String> OF_EVERY_ACTION = Set.of(
            "Action",
            "Version",
            "X-Amz-Algorithm",
            "X-Amz-Credential",
            "X-Amz-Date",
            "X-Amz-Expires",
            "X-Amz-Security-Token",
            "X-Amz-Signature",
            "X-Amz-SignedHeaders");

    private final Parameters parameters;
    private final List<String> faults = new ArrayList<>();

    Constraints(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Refuses unknown parameters, because ignoring one could widen a session's permissions. */
    Constraints only(String... names) {
        Set<String> known = Set.of(names);
        parameters.names().stream()
                .filter(name -> !known.contains(name) && !OF_EVERY_ACTION.contains(name))
                .sorted()
                .forEach(name -> faults.add("'" + name + "' is not a parameter of this action here"));
        return this;
    }

    Constraints required(String name) {
        if (parameters.find(name).isEmpty()) {
            faults.add("Value null at '" + member(name) + "' failed to satisfy constraint: Member must not be null");
        }
        return this;
    }

    Constraints length(String name, int least, int most) {
        parameters.find(name).ifPresent(value -> {
            if (value.length() < least) {
                fault(name, value, "Member must have length greater than or equal to " + least);
            }
            if (value.length() > most) {
                fault(name, value, "Member must have length less than or equal to " + most);
            }
        });
        return this;
    }

    Constraints pattern(String name, String pattern) {
        parameters
                .find(name)
                .filter(value -> !value.matches(pattern))
                .ifPresent(value -> fault(name, value, "Member must satisfy regular expression pattern: " + pattern));
        return this;
    }

    Constraints between(String name, int least, int most) {
        parameters.find(name).ifPresent(text -> {
            if (!text.matches("-?[0-9]{1,9}") || Integer.parseInt(text) < least) {
                fault(name, text, "Member must have value greater than or equal to " + least);
            } else if (Integer.parseInt(text) > most) {
                fault(name, text, "Member must have value less than or equal to " + most);
            }
        });
        return this;
    }

    /** @throws AwsException if there are faults */
    void check() {
        if (!faults.isEmpty()) {
            String count = faults.size() == 1 ? "1 validation error" : faults.size() + " validation errors";
            throw AwsException.validation(count + " detected: " + String.join("; ", faults));
        }
    }

    private void fault(String name, String value, String constraint) {
        // Tokens are parameters too, and must not appear in a message.
        String shown = name.contains("Token") ? "***" : value;
        faults.add("Value '%s' at '%s' failed to satisfy constraint: %s".formatted(shown, member(name), constraint));
    }

    private static String member(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
