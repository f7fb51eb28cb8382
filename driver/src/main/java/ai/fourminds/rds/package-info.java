/**
 * Amazon RDS over JDBC by instance identifier alone: the driver, a data source, and the instances of a region as
 * values.
 */
@NullMarked
package ai.fourminds.rds;

import org.jspecify.annotations.NullMarked;
