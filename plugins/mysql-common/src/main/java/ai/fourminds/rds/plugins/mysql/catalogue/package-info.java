/** The catalogue of a server, previews of tables, and descriptions of what an export reads. */
@NullMarked
package ai.fourminds.rds.plugins.mysql.catalogue;

import org.jspecify.annotations.NullMarked;
