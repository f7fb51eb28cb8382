/** The Secure Remote Password protocol, by which people sign in to a user pool. */
@NullMarked
package ai.fourminds.rds.local.cognito.srp;

import org.jspecify.annotations.NullMarked;
