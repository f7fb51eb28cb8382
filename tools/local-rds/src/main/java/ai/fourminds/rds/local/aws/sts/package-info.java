/** The actions of AWS STS: roles that are assumed, and who the caller is. */
@NullMarked
package ai.fourminds.rds.local.aws.sts;

import org.jspecify.annotations.NullMarked;
