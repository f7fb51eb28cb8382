/** Amazon Cognito: a user pool for sign-ins, and an identity pool that exchanges ID tokens for AWS keys. */
@NullMarked
package ai.fourminds.rds.local.cognito;

import org.jspecify.annotations.NullMarked;
