/** The local RDS for tests with JUnit Jupiter, whose API the tests must add. */
@NullMarked
package ai.fourminds.rds.local.junit;

import org.jspecify.annotations.NullMarked;
