package ai.fourminds.rds.local.server;

/** Where a server's administrator logs in, and how. Immutable; prints no password. */
public record Administration(String host, int port, String user, String password) {
    @Override
    public String toString() {
        return "Administration[" + user + " at " + host + ":" + port + "]";
    }
}
