/**
 * The MariaDB engine, through MariaDB Connector/J. Other code uses only {@link ai.fourminds.rds.mariadb.MariadbPlugin};
 * catalogue and export are in {@link ai.fourminds.rds.plugins.mysql}.
 */
@NullMarked
package ai.fourminds.rds.mariadb;

import org.jspecify.annotations.NullMarked;
