package ai.fourminds.rds.local.aws.query;

import java.util.function.Consumer;

/** The result of an action. Immutable. */
public sealed interface Answer permits AwsError, Answer.Result {
    /** Success; {@code content} writes the content of the result element. */
    record Result(Consumer<Xml> content) implements Answer {}
}
