/**
 * The engine plugin SPI: one {@link ai.fourminds.rds.plugin.EnginePlugin} per database engine, found through
 * {@link java.util.ServiceLoader}, and the records for a connect. Depends on the JDK alone, so that a plugin can be
 * built against nothing but this package. The packages {@code catalogue} and {@code export} hold the optional parts.
 */
@NullMarked
package ai.fourminds.rds.plugin;

import org.jspecify.annotations.NullMarked;
