/** An embedded PostgreSQL and the gateway that guards it as RDS would. */
@NullMarked
package ai.fourminds.rds.local.postgresql;

import org.jspecify.annotations.NullMarked;
