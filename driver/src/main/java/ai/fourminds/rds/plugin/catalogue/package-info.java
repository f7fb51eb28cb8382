/**
 * The optional SPI for browsing: databases, tables, previews. Depends on the JDK and on {@link ai.fourminds.rds.plugin}
 * alone.
 */
@NullMarked
package ai.fourminds.rds.plugin.catalogue;

import org.jspecify.annotations.NullMarked;
