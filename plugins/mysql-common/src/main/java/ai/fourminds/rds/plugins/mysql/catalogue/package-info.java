/** The catalogue of a server, a table's first rows, and the description of what an export reads. */
@NullMarked
package ai.fourminds.rds.plugins.mysql.catalogue;

import org.jspecify.annotations.NullMarked;
