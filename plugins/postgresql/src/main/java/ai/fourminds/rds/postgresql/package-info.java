/**
 * The PostgreSQL engine: pgjdbc behind verified TLS with an IAM token, its login failures, its catalogue and its COPY.
 * {@link ai.fourminds.rds.postgresql.PostgresqlPlugin} is the door; what else is public is so because pgjdbc instantiates it
 * by name.
 */
@NullMarked
package ai.fourminds.rds.postgresql;

import org.jspecify.annotations.NullMarked;
