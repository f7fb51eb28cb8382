/**
 * The PostgreSQL engine, through pgjdbc. Other code uses only {@link ai.fourminds.rds.postgresql.PostgresqlPlugin},
 * which uses {@code login}, {@code catalogue} and {@code copy}.
 */
@NullMarked
package ai.fourminds.rds.postgresql;

import org.jspecify.annotations.NullMarked;
