/** Verifies the Signature Version 4 of requests. */
@NullMarked
package ai.fourminds.rds.local.aws.signature;

import org.jspecify.annotations.NullMarked;
