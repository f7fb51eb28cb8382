package ai.fourminds.rds.web.connection;

/**
 * A connection as the home page shows it. Immutable.
 *
 * @param name its name in addresses, empty for the page's own settings
 * @param title its name for people
 * @param facts what it uses, secrets left out
 */
public record ConnectionCard(String name, String title, String facts) {
    /** Whether it is a saved one, which has settings of its own. */
    public boolean saved() {
        return !name.isEmpty() && !name.equals(Connections.LOCAL);
    }
}
