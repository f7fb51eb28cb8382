/** Caching without threads: one caller fetches, the others wait for it. */
@NullMarked
package ai.fourminds.rds.internal.cache;

import org.jspecify.annotations.NullMarked;
