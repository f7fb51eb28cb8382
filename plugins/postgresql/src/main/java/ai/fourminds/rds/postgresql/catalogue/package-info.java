/** The catalogue of a database, previews of tables, and descriptions of what an export reads. */
@NullMarked
package ai.fourminds.rds.postgresql.catalogue;

import org.jspecify.annotations.NullMarked;
