package ai.fourminds.rds.local.aws.query;

import ai.fourminds.rds.local.iam.AccessKey;

/** An operation of a service of the query protocol. Thread-safe. */
public sealed interface Action {
    String name();

    Service service();

    /** An operation for callers whose signature has been verified. */
    non-sealed interface Signed extends Action {
        Answer answer(AccessKey caller, Parameters parameters);
    }

    /** An operation without signature, whose parameters contain the proof. */
    non-sealed interface Unsigned extends Action {
        Answer answer(Parameters parameters);
    }
}
