/** Access to a local RDS, which a distribution may lack. No other package refers to its classes. */
@NullMarked
package ai.fourminds.rds.cli.local;

import org.jspecify.annotations.NullMarked;
