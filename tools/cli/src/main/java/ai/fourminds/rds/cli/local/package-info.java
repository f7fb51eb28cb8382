/** The way to a local RDS, which a distribution may lack. Nothing else here names its classes. */
@NullMarked
package ai.fourminds.rds.cli.local;

import org.jspecify.annotations.NullMarked;
