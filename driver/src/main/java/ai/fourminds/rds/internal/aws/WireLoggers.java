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
    private static final List<Logger> HELD =
            List.of(capped("software.amazon.awssdk"), capped("sun.net.www.protocol.http.HttpURLConnection"));

    private WireLoggers() {}

    /** Sees to it that the loggers are capped; cheap when they are. */
    static void cap() {
        if (HELD.isEmpty()) {
            throw new IllegalStateException("no logger is held");
        }
    }

    private static Logger capped(String name) {
        Logger logger = Logger.getLogger(name);
        if (logger.getLevel() == null) {
            logger.setLevel(Level.INFO);
        }
        return logger;
    }
}
