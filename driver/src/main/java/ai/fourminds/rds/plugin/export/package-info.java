/**
 * The optional SPI for CSV export. Depends on the JDK, on {@link ai.fourminds.rds.plugin} and on
 * {@link ai.fourminds.rds.plugin.catalogue} alone.
 */
@NullMarked
package ai.fourminds.rds.plugin.export;

import org.jspecify.annotations.NullMarked;
