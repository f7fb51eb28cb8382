/**
 * The PostgreSQL engine, through pgjdbc. {@link ai.fourminds.rds.postgresql.PostgresqlPlugin} is the only type for others;
 * {@code login}, {@code catalogue} and {@code copy} do its work.
 */
@NullMarked
package ai.fourminds.rds.postgresql;

import org.jspecify.annotations.NullMarked;
