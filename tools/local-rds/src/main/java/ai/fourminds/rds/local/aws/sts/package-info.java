/** The actions of AWS STS: assuming roles, and identifying the caller. */
@NullMarked
package ai.fourminds.rds.local.aws.sts;

import org.jspecify.annotations.NullMarked;
