/** Completes commands when the user presses Tab. Makes no network call. */
@NullMarked
package ai.fourminds.rds.cli.completion;

import org.jspecify.annotations.NullMarked;
