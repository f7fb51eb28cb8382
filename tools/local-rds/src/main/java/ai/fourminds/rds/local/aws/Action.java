package ai.fourminds.rds.local.aws;

import ai.fourminds.rds.local.iam.AccessKey;

/** One operation of one service, asked for by a caller whose signature has been verified. Thread-safe. */
interface Action {
    String name();

    Service service();

    Answer answer(AccessKey caller, Parameters parameters);
}
