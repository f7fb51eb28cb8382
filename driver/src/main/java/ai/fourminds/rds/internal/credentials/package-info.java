/** The driver's credentials methods, and the cache that all methods share. */
@NullMarked
package ai.fourminds.rds.internal.credentials;

import org.jspecify.annotations.NullMarked;
