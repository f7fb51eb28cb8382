/** AWS credentials for users who sign in to a Cognito user pool, by SRP or with the password. */
@NullMarked
package ai.fourminds.rds.internal.credentials.cognito;

import org.jspecify.annotations.NullMarked;
