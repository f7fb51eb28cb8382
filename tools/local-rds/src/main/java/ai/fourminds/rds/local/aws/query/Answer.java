package ai.fourminds.rds.local.aws.query;

import java.util.function.Consumer;

/** What an action comes to. Immutable. */
public sealed interface Answer permits AwsError, Answer.Result {
    /** Success; {@code content} writes what stands inside the result element. */
    record Result(Consumer<Xml> content) implements Answer {}
}
