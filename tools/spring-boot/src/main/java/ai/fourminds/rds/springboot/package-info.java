/** The URLs of Fourminds RDS in Spring Boot. */
@NullMarked
package ai.fourminds.rds.springboot;

import org.jspecify.annotations.NullMarked;
