/** The users, roles and Cognito identities that may call the local AWS APIs and connect. */
@NullMarked
package ai.fourminds.rds.local.principals;

import org.jspecify.annotations.NullMarked;
