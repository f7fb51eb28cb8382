/** Amazon Cognito: a user pool that people sign in to, and an identity pool that trades ID tokens for AWS keys. */
@NullMarked
package ai.fourminds.rds.local.cognito;

import org.jspecify.annotations.NullMarked;
