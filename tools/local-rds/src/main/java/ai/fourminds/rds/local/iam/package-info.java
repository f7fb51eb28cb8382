/** What IAM decides: access keys, Signature Version 4, and the tokens that open databases. */
@NullMarked
package ai.fourminds.rds.local.iam;

import org.jspecify.annotations.NullMarked;
