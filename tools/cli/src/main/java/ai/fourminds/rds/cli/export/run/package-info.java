/** Runs exports: workers export tables through channels, within time limits, and report failures. */
@NullMarked
package ai.fourminds.rds.cli.export.run;

import org.jspecify.annotations.NullMarked;
