/** Runs exports: workers that read tables through channels, the clocks over them, and what becomes of failures. */
@NullMarked
package ai.fourminds.rds.cli.export.run;

import org.jspecify.annotations.NullMarked;
