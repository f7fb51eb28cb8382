package ai.fourminds.rds.cli.wizard;

import ai.fourminds.rds.cli.failure.Fault;
import ai.fourminds.rds.cli.screen.Key;

/** How waiting for AWS or a database ended. Immutable. */
sealed interface Awaited<T> {

    /** With an answer. */
    record Done<T>(T value) implements Awaited<T> {}

    /** With a failure. */
    record Failed<T>(Fault fault) implements Awaited<T> {}

    /** By a key; a later answer is dropped. */
    record Stopped<T>(Key.Kind by) implements Awaited<T> {}
}
