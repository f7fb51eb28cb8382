package ai.fourminds.rds.plugin.catalogue;

import ai.fourminds.rds.plugin.EnginePlugin;
import java.sql.Connection;

/** An engine whose databases and tables can be listed and previewed. Stateless and thread-safe. */
public interface CataloguePlugin extends EnginePlugin {

    /** Returns the catalogue that a connection of {@link #connect} sees; the caller owns and closes the connection. */
    Catalogue catalogue(Connection connection);
}
