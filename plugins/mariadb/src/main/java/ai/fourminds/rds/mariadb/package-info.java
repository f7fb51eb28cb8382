/**
 * The MariaDB engine, through MariaDB Connector/J. {@link ai.fourminds.rds.mariadb.MariadbPlugin} is the only type for others;
 * catalogue and export are those of {@link ai.fourminds.rds.plugins.mysql}.
 */
@NullMarked
package ai.fourminds.rds.mariadb;

import org.jspecify.annotations.NullMarked;
