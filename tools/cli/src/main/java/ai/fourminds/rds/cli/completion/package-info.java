/** What a shell offers when somebody presses the tabulator. Makes no call that leaves this machine. */
@NullMarked
package ai.fourminds.rds.cli.completion;

import org.jspecify.annotations.NullMarked;
