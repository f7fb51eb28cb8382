/** The URLs of Fourminds RDS in Flyway. */
@NullMarked
package ai.fourminds.rds.flyway;

import org.jspecify.annotations.NullMarked;
