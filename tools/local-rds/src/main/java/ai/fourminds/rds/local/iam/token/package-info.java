/** The tokens that open databases, and whether IAM accepts one. */
@NullMarked
package ai.fourminds.rds.local.iam.token;

import org.jspecify.annotations.NullMarked;
