package ai.fourminds.rds.local.aws.query;

import ai.fourminds.rds.local.principals.Principal;
import java.util.function.Consumer;

/**
 * An operation of a service of the query protocol. Thread-safe.
 *
 * @param signed whether the caller must sign; otherwise the parameters contain the proof, and the caller is nobody
 */
public record Action(Service service, String name, boolean signed, Operation operation) {
    /** Answers a request. */
    @FunctionalInterface
    public interface Operation {
        /**
         * Returns what writes the content of the result element.
         *
         * @throws AwsException to refuse
         */
        Consumer<Xml> answer(Principal caller, Parameters parameters);
    }

    public static Action signed(Service service, String name, Operation operation) {
        return new Action(service, name, true, operation);
    }
}
