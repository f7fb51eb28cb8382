/** What went wrong, as an exit code and words for people and programs. Knows no other room of the command line. */
@NullMarked
package ai.fourminds.rds.cli.failure;

import org.jspecify.annotations.NullMarked;
