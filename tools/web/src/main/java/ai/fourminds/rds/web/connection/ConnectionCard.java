package ai.fourminds.rds.web.connection;

/**
 * A connection on the home page. Immutable.
 *
 * @param name the connection's name in addresses, empty for the page's own settings
 * @param title the name to show
 * @param facts a summary of the settings, without secrets
 */
public record ConnectionCard(String name, String title, String facts) {
    /** Whether it is a saved connection. */
    public boolean saved() {
        return !name.isEmpty() && !name.equals(Connections.LOCAL);
    }
}
