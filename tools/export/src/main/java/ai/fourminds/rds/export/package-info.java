/**
 * What the command line's export and Spark's have in common: which tables are meant, what their files are called, and what the
 * manifest says of them.
 */
@NullMarked
package ai.fourminds.rds.export;

import org.jspecify.annotations.NullMarked;
