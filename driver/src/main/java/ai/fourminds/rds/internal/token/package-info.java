/** Minting IAM authentication tokens. */
@NullMarked
package ai.fourminds.rds.internal.token;

import org.jspecify.annotations.NullMarked;
