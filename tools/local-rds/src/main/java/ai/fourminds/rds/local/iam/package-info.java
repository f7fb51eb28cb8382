/** IAM: access keys, roles, policies and Signature Version 4. */
@NullMarked
package ai.fourminds.rds.local.iam;

import org.jspecify.annotations.NullMarked;
