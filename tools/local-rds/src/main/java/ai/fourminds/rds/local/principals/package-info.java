/** Who may call the local AWS APIs and connect: users, roles and what Cognito signs in. */
@NullMarked
package ai.fourminds.rds.local.principals;

import org.jspecify.annotations.NullMarked;
