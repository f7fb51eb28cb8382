/**
 * Amazon RDS over JDBC with nothing but an instance identifier: the driver, a data source, and the fleet as values.
 */
@NullMarked
package ai.fourminds.rds;

import org.jspecify.annotations.NullMarked;
