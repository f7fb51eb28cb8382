/** Saved connections: one encrypted file in the configuration folder. */
@NullMarked
package ai.fourminds.rds.internal.saved;

import org.jspecify.annotations.NullMarked;
