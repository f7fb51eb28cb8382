/** Runs PostgreSQL, and handles its logins as RDS would. */
@NullMarked
package ai.fourminds.rds.local.postgresql;

import org.jspecify.annotations.NullMarked;
