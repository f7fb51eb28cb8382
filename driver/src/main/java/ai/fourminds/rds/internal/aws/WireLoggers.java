package ai.fourminds.rds.internal.aws;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps session tokens out of logs that nobody meant to hold them: below INFO the AWS SDK and the JDK's HTTP client log
 * whole requests, so that a root logger at FINEST would be enough. Whoever sets the level of these loggers themselves gets
 * what they ask for. Reaches java.util.logging alone; other backends have levels of their own. Thread-safe.
 */
final class WireLoggers {

    // Held here, because java.util.logging forgets a logger, and its level with it, that nobody holds.
    private static final List<Logger> HELD = List.of(
            Logger.getLogger("software.amazon.awssdk"),
            Logger.getLogger("sun.net.www.protocol.http.HttpURLConnection"));

    private WireLoggers() {}

    /** Caps the loggers that have no level; again at each use, because reading a logging configuration resets them. */
    static void cap() {
        for (Logger logger : HELD) {
            if (logger.getLevel() == null) {
                logger.setLevel(Level.INFO);
            }
        }
    }
}
