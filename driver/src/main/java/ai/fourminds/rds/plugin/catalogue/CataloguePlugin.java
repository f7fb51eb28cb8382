package ai.fourminds.rds.plugin.catalogue;

import ai.fourminds.rds.plugin.EnginePlugin;
import java.sql.Connection;

/** An engine whose databases and tables can be listed and previewed. Stateless and thread-safe. */
public interface CataloguePlugin extends EnginePlugin {

    /** The catalogue as seen through a connection of {@link #connect}; the caller keeps and closes the connection. */
    Catalogue catalogue(Connection connection);
}
