package ai.fourminds.rds.local.aws.query;

import ai.fourminds.rds.local.iam.AccessKey;

/** One operation of one service of the query protocol. Thread-safe. */
public sealed interface Action {
    String name();

    Service service();

    /** Asked for by a caller whose signature has been verified. */
    non-sealed interface Signed extends Action {
        Answer answer(AccessKey caller, Parameters parameters);
    }

    /** Asked for by anybody; what counts as proof is among the parameters. */
    non-sealed interface Unsigned extends Action {
        Answer answer(Parameters parameters);
    }
}
