/** The Secure Remote Password protocol, with which users sign in to a user pool. */
@NullMarked
package ai.fourminds.rds.local.cognito.srp;

import org.jspecify.annotations.NullMarked;
