/** Requests, and whether Signature Version 4 holds for them. */
@NullMarked
package ai.fourminds.rds.local.aws.signature;

import org.jspecify.annotations.NullMarked;
