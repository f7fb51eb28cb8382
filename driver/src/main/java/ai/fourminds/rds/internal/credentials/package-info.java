/** The credentials methods that come with the driver, and the cache that every method shares. */
@NullMarked
package ai.fourminds.rds.internal.credentials;

import org.jspecify.annotations.NullMarked;
