/** The catalogue of a database, a table's first rows, and the description of what an export reads. */
@NullMarked
package ai.fourminds.rds.postgresql.catalogue;

import org.jspecify.annotations.NullMarked;
