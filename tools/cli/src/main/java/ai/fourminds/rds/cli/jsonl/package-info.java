/** Exports JSON lines, for every engine. */
@NullMarked
package ai.fourminds.rds.cli.jsonl;

import org.jspecify.annotations.NullMarked;
