/** Exports as JSON lines, whatever the engine. */
@NullMarked
package ai.fourminds.rds.cli.jsonl;

import org.jspecify.annotations.NullMarked;
