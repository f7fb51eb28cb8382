package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.screen.Key;

/** The outcome of waiting for AWS or a database. Immutable. */
sealed interface CallResult<T> {

    /** The call returned. */
    record Done<T>(T value) implements CallResult<T> {}

    /** The call failed. */
    record Failed<T>(Fault fault) implements CallResult<T> {}

    /** A key was pressed; a later result is dropped. */
    record Stopped<T>(Key.Kind by) implements CallResult<T> {}
}
