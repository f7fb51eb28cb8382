/** Tests of the one jar: what it holds, and that it works alone. */
@NullMarked
package ai.fourminds.rds.bundle;

import org.jspecify.annotations.NullMarked;
