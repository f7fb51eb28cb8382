/**
 * The engine plugin SPI: one {@link ai.fourminds.rds.plugin.EnginePlugin} per database engine, found through
 * {@link java.util.ServiceLoader}, and the records that a connect needs. Depends on the JDK alone, so that a plugin can be
 * built against nothing but this package. What an engine may add is in the packages {@code catalogue} and {@code export}.
 */
@NullMarked
package ai.fourminds.rds.plugin;

import org.jspecify.annotations.NullMarked;
