/** Connecting, from settings to native connection, step by step. */
@NullMarked
package ai.fourminds.rds.internal.connect;

import org.jspecify.annotations.NullMarked;
